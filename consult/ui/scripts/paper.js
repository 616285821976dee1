// Prints what is on the page, on a tap only.
export default function (component) {
  component.parentElement.querySelector(".print").onclick = () => window.print()
}
