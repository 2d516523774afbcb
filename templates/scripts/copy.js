// Puts a button beside each text that a reader may want to copy. Without a script, the text is selected by hand.
"use strict";

for (const place of document.querySelectorAll(".citation")) {
  const text = place.querySelector("textarea");
  const button = document.createElement("button");
  const told = document.createElement("span");
  button.type = "button";
  button.textContent = place.dataset.copy;
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      // A page that is opened from a disk, or an older browser: the old way.
      if (!document.execCommand("copy")) return;
    }
    told.textContent = place.dataset.copied;
  });
  place.append(button, " ", told);
}
