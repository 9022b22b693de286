using HandwritingLstm.Text;

namespace HandwritingLstm.Decoding;

/// <summary>The words of a lexicon as a tree of labels: a beginning of a word is a node.</summary>
internal sealed class LexiconTree
{
    /// <summary>The node of the empty beginning.</summary>
    public const int Root = 0;

    private const int None = -1;

    private readonly int _labelCount;
    private readonly Dictionary<long, int> _children = [];
    private readonly List<int> _words = [None]; // by node

    /// <summary>The tree of the words that an alphabet can spell.</summary>
    public LexiconTree(Alphabet alphabet, WordLexicon lexicon)
    {
        _labelCount = alphabet.LabelCount;
        for (var word = 0; word < lexicon.Words.Count; word++)
        {
            if (!alphabet.TryEncode(lexicon.Words[word], out var labels, out _))
            {
                continue;
            }

            var node = Root;
            foreach (var label in labels)
            {
                if (!_children.TryGetValue(Key(node, label), out var child))
                {
                    child = _words.Count;
                    _children.Add(Key(node, label), child);
                    _words.Add(None);
                }

                node = child;
            }

            _words[node] = word;
        }
    }

    /// <summary>The node of a longer beginning; −1 where no word begins so.</summary>
    public int Child(int node, int label) => _children.GetValueOrDefault(Key(node, label), None);

    /// <summary>The word that a node spells; −1 where it spells none.</summary>
    public int WordAt(int node) => node <= Root ? None : _words[node];

    private long Key(int node, int label) => ((long)node * _labelCount) + label;
}
