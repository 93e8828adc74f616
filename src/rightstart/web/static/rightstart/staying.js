// Warns before somebody is signed out and lets them stay (WCAG 2.2.1); once they are, nothing of the page stays to be seen.
// Other tabs are told until when, by this browser's own clock: whoever works in one of them is not warned in another.
const WARNED = 5 * 60 // seconds
const KEY = "signed-in-until"
const dialog = document.querySelector("[data-signed-in-for]")
const parts = (name) => dialog.querySelectorAll(`[data-${name}]`)
const show = (name, shown) => parts(name).forEach((part) => (part.hidden = !shown))
const now = () => Date.now() / 1000
let until, latest, dismissed

const tell = () => {
  try {
    localStorage.setItem(KEY, until)
  } catch {} // a browser that keeps nothing warns in each tab by itself
}

const hear = (event) => {
  if (event.key === KEY && Number(event.newValue) > until) until = Math.min(Number(event.newValue), latest)
}

const leave = () => {
  document.body.hidden = true
  location.replace(dialog.dataset.signIn)
}

const stay = async (event) => {
  event.preventDefault()
  try {
    const answer = await fetch(dialog.dataset.stay, { cache: "no-store" })
    if (answer.redirected || !answer.ok) return leave()
    until = now() + (await answer.json()).left
    dismissed = false
    tell()
    dialog.close()
  } catch {
    show("unreached", true)
  }
}

const dismiss = (event) => {
  event.preventDefault()
  dismissed = true
  dialog.close()
}

// Whoever can stay longer is asked; to whom the day's longest has come it is said, once.
const warn = (left) => {
  const minutes = Math.ceil(left / 60)
  const words = minutes > 1 ? `in ${minutes} minutes` : "in less than a minute"
  const [said] = parts("left")
  if (said.textContent !== words) said.textContent = words
  if (dialog.open || dismissed) return
  const longest = until >= latest
  show("may-stay", !longest)
  show("longest", longest)
  show("unreached", false)
  dialog.oncancel = longest ? dismiss : stay
  dialog.showModal()
}

const look = () => {
  const left = until - now()
  if (left <= 0) leave()
  else if (left <= WARNED) warn(left)
  else if (dialog.open) dialog.close()
}

export const mindStaying = () => {
  if (!dialog) return
  until = now() + Number(dialog.dataset.signedInFor)
  latest = now() + Number(dialog.dataset.signedInAtMost)
  tell()
  parts("stay")[0].addEventListener("click", stay)
  parts("dismiss")[0].addEventListener("click", dismiss)
  window.addEventListener("storage", hear)
  setInterval(look, 1000)
}
