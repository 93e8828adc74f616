// Says so when a security key does not answer; the sign-in library's own script only notes it for programmers.
const said = document.querySelector("[data-key-failed]")

document.addEventListener("allauth.error", (event) => {
  event.preventDefault()
  if (said) said.hidden = false
})
