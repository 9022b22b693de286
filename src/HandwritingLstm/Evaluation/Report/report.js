"use strict";
(() => {
  const selects = [...document.querySelectorAll("select[data-image]")];
  const status = document.getElementById("labelled");
  const key = "htr-labels:" + document.title;
  const noteOf = select => select.parentElement.querySelector("input");

  // What was chosen survives a reload, where the browser lets a page remember.
  try {
    for (const [image, cause, note] of JSON.parse(localStorage.getItem(key) || "[]")) {
      const select = selects.find(one => one.dataset.image === image);
      if (select) { select.value = cause; noteOf(select).value = note; }
    }
  } catch { /* it does not */ }

  const rows = () => selects.filter(select => select.value)
    .map(select => [select.dataset.image, select.value, noteOf(select).value, select.dataset.gallery]);

  const update = () => {
    const labelled = rows();
    status.textContent = `${labelled.length} of ${selects.length} lines labelled`;
    try { localStorage.setItem(key, JSON.stringify(labelled)); } catch { /* it does not remember */ }
  };

  const field = text => /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

  document.getElementById("download").addEventListener("click", () => {
    const csv = ["image,cause,gallery,note", ...rows().map(([image, cause, note, gallery]) => [image, cause, gallery, note].map(field).join(","))];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv.join("\n") + "\n"], { type: "text/csv;charset=utf-8" }));
    link.download = "labels.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  document.addEventListener("change", event => { if (event.target.closest(".label")) update(); });
  update();
})();
