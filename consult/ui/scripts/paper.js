// Prints what is on the page, on a tap only.
export default function (component) {
  const button = component.parentElement.querySelector(".print")
  button.textContent = component.data.said
  button.onclick = () => window.print()
}
