/* The form of a plan: a way of searching fills in its speed and sweep width, which stay open to correction. */
for (const choice of document.querySelectorAll("[data-way]")) {
  choice.addEventListener("change", () => {
    const picked = /** @type {HTMLSelectElement} */ (choice).selectedOptions[0];
    const row = choice.closest("[data-who-row]");
    for (const [name, value] of [["speed", picked?.dataset.speed], ["sweep", picked?.dataset.sweep]]) {
      const field = /** @type {HTMLInputElement | null | undefined} */ (row?.querySelector(`[name$="-${name}"]`));
      if (field && value) field.value = value;
    }
  });
}
