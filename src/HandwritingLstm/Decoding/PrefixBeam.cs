using HandwritingLstm.Text;

namespace HandwritingLstm.Decoding;

/// <summary>The texts that a beam search follows, as a tree: a text is a node, its beginning is the parent.</summary>
internal sealed class PrefixBeam
{
    private const int Root = 0;

    private readonly int _width;
    private readonly List<Node> _nodes = [];
    private readonly List<int> _touched = [];
    private List<int> _active = [Root];

    /// <summary>A beam that follows the empty text.</summary>
    /// <param name="width">Texts that are followed at a time.</param>
    /// <param name="context">The language model's context at the beginning.</param>
    public PrefixBeam(int width, ulong context)
    {
        _width = width;
        _nodes.Add(new Node(-1, Alphabet.Blank) { Blank = 0, Context = context });
    }

    /// <summary>The texts that are followed, the best first.</summary>
    public IReadOnlyList<int> Active => _active;

    /// <summary>ln(eᵃ + eᵇ).</summary>
    public static double Add(double a, double b)
    {
        var (more, less) = a > b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(less) ? more : more + Math.Log(1 + Math.Exp(less - more));
    }

    /// <summary>The log probability of all paths of a text that end in a blank.</summary>
    public double EndingInBlank(int prefix) => _nodes[prefix].Blank;

    /// <summary>The log probability of all paths of a text that end in its last label.</summary>
    public double EndingInLabel(int prefix) => _nodes[prefix].Label;

    /// <summary>The last label of a text; the blank where it is empty.</summary>
    public int LabelOf(int prefix) => _nodes[prefix].Last;

    /// <summary>What language model and bonus add to a text.</summary>
    public double WeightOf(int prefix) => _nodes[prefix].Weight;

    /// <summary>The language model's context behind a text.</summary>
    public ulong ContextOf(int prefix) => _nodes[prefix].Context;

    /// <summary>Sets what language model and bonus add to a text.</summary>
    public void Weigh(int prefix, double weight, ulong context) => (_nodes[prefix].Weight, _nodes[prefix].Context) = (weight, context);

    /// <summary>Adds paths to a text, in the next column, that end in a blank.</summary>
    public void AddBlank(int prefix, double probability)
    {
        Touch(prefix);
        _nodes[prefix].NextBlank = Add(_nodes[prefix].NextBlank, probability);
    }

    /// <summary>Adds paths to a text, in the next column, that end in its last label.</summary>
    public void AddLabel(int prefix, double probability)
    {
        Touch(prefix);
        _nodes[prefix].NextLabel = Add(_nodes[prefix].NextLabel, probability);
    }

    /// <summary>The text that goes on with a label.</summary>
    public int Child(int prefix, int label, out bool isNew)
    {
        foreach (var child in _nodes[prefix].Children)
        {
            if (_nodes[child].Last == label)
            {
                isNew = false;
                return child;
            }
        }

        isNew = true;
        _nodes.Add(new Node(prefix, label));
        _nodes[prefix].Children.Add(_nodes.Count - 1);
        return _nodes.Count - 1;
    }

    /// <summary>Goes on to the next column with the best texts.</summary>
    public void Advance()
    {
        foreach (var prefix in _active)
        {
            (_nodes[prefix].Blank, _nodes[prefix].Label) = (double.NegativeInfinity, double.NegativeInfinity);
        }

        foreach (var prefix in _touched)
        {
            var node = _nodes[prefix];
            (node.Blank, node.Label) = (node.NextBlank, node.NextLabel);
            (node.NextBlank, node.NextLabel, node.IsTouched) = (double.NegativeInfinity, double.NegativeInfinity, false);
            node.Score = Add(node.Blank, node.Label) + node.Weight;
        }

        // Equal scores in the order of the nodes: the result does not depend on how the sort works.
        _touched.Sort((a, b) => _nodes[b].Score.CompareTo(_nodes[a].Score) is not 0 and var order ? order : a.CompareTo(b));
        for (var i = _width; i < _touched.Count; i++)
        {
            (_nodes[_touched[i]].Blank, _nodes[_touched[i]].Label) = (double.NegativeInfinity, double.NegativeInfinity);
        }

        _active = _touched[..Math.Min(_width, _touched.Count)];
        _touched.Clear();
    }

    /// <summary>The best texts and their scores.</summary>
    public IReadOnlyList<(int[] Labels, double Score)> Best(int count) =>
        [.. _active.Take(count).Select(prefix => (LabelsOf(prefix), _nodes[prefix].Score))];

    private int[] LabelsOf(int prefix)
    {
        var labels = new List<int>();
        for (; prefix != Root; prefix = _nodes[prefix].Parent)
        {
            labels.Add(_nodes[prefix].Last);
        }

        labels.Reverse();
        return [.. labels];
    }

    private void Touch(int prefix)
    {
        if (!_nodes[prefix].IsTouched)
        {
            _nodes[prefix].IsTouched = true;
            _touched.Add(prefix);
        }
    }

    /// <summary>A text.</summary>
    private sealed class Node(int parent, int last)
    {
        public int Parent { get; } = parent;

        public int Last { get; } = last;

        public List<int> Children { get; } = [];

        public double Blank { get; set; } = double.NegativeInfinity;

        public double Label { get; set; } = double.NegativeInfinity;

        public double NextBlank { get; set; } = double.NegativeInfinity;

        public double NextLabel { get; set; } = double.NegativeInfinity;

        public double Weight { get; set; }

        public double Score { get; set; }

        public ulong Context { get; set; }

        public bool IsTouched { get; set; }
    }
}
