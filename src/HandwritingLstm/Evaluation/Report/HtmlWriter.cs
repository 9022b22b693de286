using System.Text;

namespace HandwritingLstm.Evaluation.Report;

/// <summary>Writes HTML and SVG elements; every text and attribute value is escaped, and every element is closed.</summary>
/// <param name="output">Receives the markup.</param>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Writes an element with a text.</summary>
    public void Element(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Open(name, attributes);
        Text(text);
        Close(name);
    }

    /// <summary>Writes an element with other elements in it.</summary>
    public void Element(string name, Action content, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Open(name, attributes);
        content();
        Close(name);
    }

    /// <summary>Writes an element that has no content and no end, such as <c>img</c>.</summary>
    public void Void(string name, params ReadOnlySpan<(string Name, string? Value)> attributes) => Open(name, attributes);

    /// <summary>Writes text, escaped. Control characters, which HTML does not allow, become U+FFFD.</summary>
    public void Text(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                _ when char.IsControl(letter) && letter is not ('\t' or '\n') => escaped.Append('\uFFFD'),
                _ => escaped.Append(letter),
            };
        }

        output.Write(escaped);
    }

    /// <summary>Writes markup that is known to be markup.</summary>
    public void Raw(string markup) => output.Write(markup);

    private void Open(string name, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        output.Write('<');
        output.Write(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
            {
                output.Write($" {attribute}=\"");
                Text(value);
                output.Write('"');
            }
        }

        output.Write('>');
    }

    private void Close(string name) => output.Write($"</{name}>{(IsBlock(name) ? "\n" : "")}");

    /// <summary>Elements after which a line end changes nothing that is seen, and lets people read the source.</summary>
    private static bool IsBlock(string name) =>
        name is "p" or "h1" or "h2" or "h3" or "section" or "header" or "footer" or "nav" or "table" or "tr" or "caption" or "ul" or "li" or "article" or "svg" or "figure" or "dl" or "ol";
}
