// Shows what a word of the field means to whoever points at it or reaches it by keyboard (WCAG 1.4.13): Escape takes it away,
// the pointer may move onto it, and it stays until pointer and focus have left. Without scripts the word is a link.
const AWAY = 250 // milliseconds to get from the word to its meaning

const begin = (term) => {
  const meaning = term.querySelector("[role=tooltip]")
  let leaving
  const show = () => {
    clearTimeout(leaving)
    meaning.hidden = false
  }
  const hide = () => {
    if (!term.matches(":hover") && !term.contains(document.activeElement)) meaning.hidden = true
  }
  const leave = () => {
    leaving = setTimeout(hide, AWAY)
  }
  term.addEventListener("mouseenter", show)
  term.addEventListener("mouseleave", leave)
  term.addEventListener("focusin", show)
  term.addEventListener("focusout", leave)
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") meaning.hidden = true
  })
}

export const explainTerms = () => document.querySelectorAll(".app-term").forEach(begin)
