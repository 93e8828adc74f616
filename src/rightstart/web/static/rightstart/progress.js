// Says how far a long piece of work is, where scripts run; without them the page loads itself again. What is said comes from the page
// itself, so that whoever leaves and comes back sees the same.
const EVERY = 1500

const shown = () => document.querySelector("[data-progress]")

// The words that are read out stay in their place and are changed there: whoever hears the page hears how far it is.
const say = (now) => {
  const before = shown()
  const [status, bar] = [before.querySelector("[role=status]"), before.querySelector("progress")]
  const [newStatus, newBar] = [now.querySelector("[role=status]"), now.querySelector("progress")]
  if (status.textContent !== newStatus.textContent) status.textContent = newStatus.textContent
  bar.max = newBar.max
  bar.value = newBar.value
  return before.children.length === now.children.length
}

const look = async () => {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null)
  if (answer && answer.ok) {
    const now = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-progress]")
    if (!now || !say(now)) return location.reload()
  }
  setTimeout(look, EVERY)
}

if (shown()) setTimeout(look, EVERY)
