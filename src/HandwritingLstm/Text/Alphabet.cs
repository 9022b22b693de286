namespace HandwritingLstm.Text;

/// <summary>The labels a network spells with: label 0 is the blank, every other label is one string in NFC.</summary>
public sealed class Alphabet
{
    /// <summary>The blank of CTC, label 0.</summary>
    public const int Blank = 0;

    private readonly string[] _labels;

    /// <summary>An alphabet of the given characters; they become labels 1, 2, ….</summary>
    public Alphabet(IEnumerable<string> characters)
    {
        ArgumentNullException.ThrowIfNull(characters);
        _labels = ["", .. characters];
    }

    /// <summary>Number of labels, blank included.</summary>
    public int LabelCount => _labels.Length;

    /// <summary>The characters, in label order, without the blank.</summary>
    public IReadOnlyList<string> Characters => _labels[1..];

    /// <summary>What a label spells; empty for the blank.</summary>
    public string this[int label] => _labels[label];
}
