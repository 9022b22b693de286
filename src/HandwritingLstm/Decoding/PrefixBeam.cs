using System.Runtime.InteropServices;
using HandwritingLstm.Text;

namespace HandwritingLstm.Decoding;

/// <summary>The texts that a beam search follows, as a tree: a text is a node, its beginning is the parent.</summary>
/// <remarks>A beam serves one line after another, so that its memory is allocated once.</remarks>
/// <param name="width">Texts that are followed at a time.</param>
internal sealed class PrefixBeam(int width)
{
    private const int Root = 0;
    private const int None = -1;

    private readonly int[] _active = new int[width]; // the best first
    private readonly List<int> _touched = [];
    private Node[] _nodes = new Node[1024];
    private int _nodeCount;
    private int _activeCount;

    /// <summary>The texts that are followed, the best first.</summary>
    public ReadOnlySpan<int> Active => _active.AsSpan(0, _activeCount);

    /// <summary>ln(eᵃ + eᵇ).</summary>
    public static double Add(double a, double b)
    {
        const double Negligible = -40; // e⁻⁴⁰ is less than a double can add to 1
        var (more, less) = a > b ? (a, b) : (b, a);
        var difference = less - more;
        return difference > Negligible ? more + Math.Log(1 + Math.Exp(difference)) : more;
    }

    /// <summary>Begins a line with the empty text.</summary>
    /// <param name="state">What the language knows there.</param>
    public void Begin(in LanguageState state)
    {
        _touched.Clear();
        _nodeCount = 0;
        Append(None, Alphabet.Blank);
        (_nodes[Root].Blank, _nodes[Root].State) = (0, state);
        (_active[0], _activeCount) = (Root, 1);
    }

    /// <summary>The log probability of all paths of a text that end in a blank.</summary>
    public double EndingInBlank(int prefix) => _nodes[prefix].Blank;

    /// <summary>The log probability of all paths of a text that end in its last label.</summary>
    public double EndingInLabel(int prefix) => _nodes[prefix].Label;

    /// <summary>The last label of a text; the blank where it is empty.</summary>
    public int LabelOf(int prefix) => _nodes[prefix].Last;

    /// <summary>What the language knows behind a text.</summary>
    public ref LanguageState StateOf(int prefix) => ref _nodes[prefix].State;

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
        var child = Find(prefix, label);
        isNew = child == None;
        return isNew ? Append(prefix, label) : child;
    }

    /// <summary>Whether the text that goes on with a label is followed already.</summary>
    public bool IsFollowed(int prefix, int label)
    {
        var child = Find(prefix, label);
        return child != None && !(double.IsNegativeInfinity(_nodes[child].Blank) && double.IsNegativeInfinity(_nodes[child].Label));
    }

    /// <summary>
    /// The least score in the next column among the texts that are followed, from what was added so far; what stays below cannot be
    /// followed. −∞ while there is room for more texts.
    /// </summary>
    public double LeastStaying()
    {
        var least = _activeCount < width ? double.NegativeInfinity : double.PositiveInfinity;
        foreach (var prefix in Active)
        {
            ref var node = ref _nodes[prefix];
            least = Math.Min(least, Add(node.NextBlank, node.NextLabel) + node.State.Weight);
        }

        return least;
    }

    /// <summary>Goes on to the next column with the best texts.</summary>
    public void Advance()
    {
        foreach (var prefix in Active)
        {
            (_nodes[prefix].Blank, _nodes[prefix].Label) = (double.NegativeInfinity, double.NegativeInfinity);
        }

        _activeCount = 0;
        foreach (var prefix in _touched)
        {
            ref var node = ref _nodes[prefix];
            (node.Blank, node.Label) = (node.NextBlank, node.NextLabel);
            (node.NextBlank, node.NextLabel, node.IsTouched) = (double.NegativeInfinity, double.NegativeInfinity, false);
            node.Score = Add(node.Blank, node.Label) + node.State.Weight;
            Enter(prefix, node.Score);
        }

        _touched.Clear();
    }

    /// <summary>Adds to the scores of the texts what they gain or lose by ending here.</summary>
    public void End(Func<LanguageState, double> gain)
    {
        var ended = Active.ToArray();
        _activeCount = 0;
        foreach (var prefix in ended)
        {
            _nodes[prefix].Score += gain(_nodes[prefix].State);
            Enter(prefix, _nodes[prefix].Score);
        }
    }

    /// <summary>The best texts and their scores.</summary>
    public IReadOnlyList<(int[] Labels, double Score)> Best(int count) =>
        [.. _active.Take(Math.Min(count, _activeCount)).Select(prefix => (LabelsOf(prefix), _nodes[prefix].Score))];

    // Puts a text where it belongs among the best; of equal ones the first stays first.
    private void Enter(int prefix, double score)
    {
        if (_activeCount == width && score <= _nodes[_active[^1]].Score)
        {
            Leave(prefix);
            return;
        }

        var (low, high) = (0, _activeCount);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _nodes[_active[middle]].Score >= score ? (middle + 1, high) : (low, middle);
        }

        if (_activeCount == width)
        {
            Leave(_active[^1]);
        }
        else
        {
            _activeCount++;
        }

        Array.Copy(_active, low, _active, low + 1, _activeCount - 1 - low);
        _active[low] = prefix;
    }

    private int Find(int prefix, int label)
    {
        var child = _nodes[prefix].FirstChild;
        while (child != None && _nodes[child].Last != label)
        {
            child = _nodes[child].NextSibling;
        }

        return child;
    }

    private void Leave(int prefix) => (_nodes[prefix].Blank, _nodes[prefix].Label) = (double.NegativeInfinity, double.NegativeInfinity);

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

    private int Append(int parent, int label)
    {
        if (_nodeCount == _nodes.Length)
        {
            Array.Resize(ref _nodes, 2 * _nodeCount);
        }

        var node = _nodeCount++;
        _nodes[node] = new Node
        {
            Parent = parent,
            Last = label,
            FirstChild = None,
            NextSibling = parent == None ? None : _nodes[parent].FirstChild,
            Blank = double.NegativeInfinity,
            Label = double.NegativeInfinity,
            NextBlank = double.NegativeInfinity,
            NextLabel = double.NegativeInfinity,
        };
        if (parent != None)
        {
            _nodes[parent].FirstChild = node;
        }

        return node;
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
    [StructLayout(LayoutKind.Auto)]
    private struct Node
    {
        public int Parent;
        public int Last;
        public int FirstChild;
        public int NextSibling;
        public double Blank;
        public double Label;
        public double NextBlank;
        public double NextLabel;
        public double Score;
        public LanguageState State;
        public bool IsTouched;
    }
}
