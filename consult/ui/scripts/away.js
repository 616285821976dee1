// "No, leave" does what the Leave button does.
export default function () {
  document.getElementById("leave")?.click()
}
