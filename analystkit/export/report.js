// A box above each long table that hides the rows without the words typed. Without scripts the page lacks only this.
document.querySelectorAll("table[data-filter]").forEach(function (table) {
  var rows = Array.prototype.slice.call(table.tBodies[0].rows);
  var box = document.createElement("input");
  var count = document.createElement("span");
  box.type = "search";
  box.className = "filter";
  box.placeholder = "Filter " + rows.length + " rows";
  box.setAttribute("aria-label", "Filter the rows of this table");
  count.className = "small";
  count.setAttribute("aria-live", "polite");
  box.addEventListener("input", function () {
    var words = box.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    rows.forEach(function (row) {
      var text = row.textContent.toLocaleLowerCase();
      var match = words.every(function (word) { return text.indexOf(word) >= 0; });
      row.hidden = !match;
      shown += match ? 1 : 0;
    });
    count.textContent = words.length ? "  " + shown + " of " + rows.length : "";
  });
  table.parentNode.insertBefore(box, table);
  table.parentNode.insertBefore(count, table);
});
