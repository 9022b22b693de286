namespace HandwritingLstm.Evaluation.Report;

/// <summary>How a cell of a table is set.</summary>
internal enum HtmlCellKind
{
    /// <summary>A text of ours.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A name from a file, in whatever direction it is written.</summary>
    Name,

    /// <summary>Single characters, in whatever direction they are written.</summary>
    Characters,

    /// <summary>A bar whose length in percent of the cell is the text.</summary>
    Bar,
}
