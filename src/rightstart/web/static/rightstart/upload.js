// Says how far a file has come, where scripts run; without them the form is sent as any other.
const form = document.querySelector("form[data-upload]")
const said = form && form.querySelector("[data-upload-progress]")

const send = (event) => {
  const file = form.querySelector("input[type=file]")
  if (!file || !file.files.length) return
  event.preventDefault()
  const request = new XMLHttpRequest()
  request.open("POST", form.action)
  request.upload.addEventListener("progress", (step) => {
    if (step.lengthComputable) say(`Sending: ${Math.floor((100 * step.loaded) / step.total)} per cent`)
  })
  request.upload.addEventListener("load", () => say("Sent. Every row is being read and judged…"))
  request.addEventListener("load", () => show(request))
  request.addEventListener("error", () => {
    say("The connection broke. Send it again: if it had arrived, you get its first receipt and nothing happens twice.")
    form.querySelector("button[type=submit]").disabled = false
  })
  form.querySelector("button[type=submit]").disabled = true
  request.send(new FormData(form))
}

const say = (words) => {
  said.hidden = false
  said.textContent = words
}

// The answer is a page of its own: a receipt, at its own address, or the form again with what is wrong.
const show = (request) => {
  if (request.responseURL !== form.action) {
    location.assign(request.responseURL)
    return
  }
  document.open()
  document.write(request.responseText)
  document.close()
}

if (form) form.addEventListener("submit", send)
