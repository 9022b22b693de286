using System.Text;

namespace HandwritingLstm.Evaluation.Report;

/// <summary>Shows a truth above its reading, word by word, with the edits marked.</summary>
/// <remarks>
/// Words stay whole, and marks are inline, so that joined scripts are joined and right-to-left text runs right to left: the browser
/// finds the direction from the letters. Each kind of edit has a shape beside its colour: struck out, underlined, dotted.
/// </remarks>
internal static class AlignedText
{
    /// <summary>Writes the two texts.</summary>
    public static void Write(HtmlWriter html, LineComparison line)
    {
        html.Element("p", () =>
        {
            html.Text("Truth: ");
            html.Element("bdi", line.Truth);
            html.Text(". Reading: ");
            html.Element("bdi", line.Reading);
            html.Text(".");
        }, ("class", "vh"));
        html.Element("div", () =>
        {
            foreach (var word in Words(EditDistance.Align(line.Truth, line.Reading)))
            {
                var isRight = word.TrueForAll(step => step.Kind == EditKind.Match);
                html.Element("span", () =>
                {
                    html.Element("span", () => WriteSide(html, word, step => step.Truth, "del"), ("class", "t"));
                    html.Element("span", () => WriteSide(html, word, step => step.Reading, "ins"), ("class", "r"));
                }, ("class", isRight ? "w ok" : "w"));
            }
        }, ("class", "al"), ("dir", "auto"), ("aria-hidden", "true"));
    }

    /// <summary>Cuts an alignment at the spaces that are right.</summary>
    internal static List<List<EditOperation>> Words(IReadOnlyList<EditOperation> operations)
    {
        var words = new List<List<EditOperation>>();
        var isNew = true;
        foreach (var operation in operations)
        {
            if (operation is { Kind: EditKind.Match, Truth: " " })
            {
                isNew = true;
                continue;
            }

            if (isNew)
            {
                words.Add([]);
                isNew = false;
            }

            words[^1].Add(operation);
        }

        return words;
    }

    /// <summary>Neighbouring steps of one kind are one mark.</summary>
    private static void WriteSide(HtmlWriter html, List<EditOperation> word, Func<EditOperation, string> side, string elementOfMissing)
    {
        var text = new StringBuilder();
        for (var i = 0; i < word.Count; i++)
        {
            text.Append(side(word[i]));
            if (i + 1 < word.Count && word[i + 1].Kind == word[i].Kind)
            {
                continue;
            }

            WriteRun(html, word[i].Kind, text.ToString(), elementOfMissing);
            text.Clear();
        }
    }

    private static void WriteRun(HtmlWriter html, EditKind kind, string text, string elementOfMissing)
    {
        if (text.Length == 0)
        {
            return; // the other side has it
        }

        if (kind == EditKind.Match)
        {
            html.Text(text);
        }
        else
        {
            html.Element(kind == EditKind.Substitution ? "mark" : elementOfMissing, text.Replace(' ', '␣'));
        }
    }
}
