using HandwritingLstm.Evaluation;
using HandwritingLstm.Segmentation;

namespace HandwritingLstm.Tests.Evaluation;

/// <summary>Level lines of 500 pixels have 101 points; where two are 100 apart, the tolerance is a quarter of that, 25.</summary>
[TestClass]
public sealed class BaselineMeasureTests
{
    private const double Exact = 1e-6;

    private static readonly PagePoint[][] _twoLines = [Level(100), Level(200)];

    [TestMethod]
    public void The_truth_itself_is_found_wholly()
    {
        var scores = BaselineMeasure.Compare(_twoLines, _twoLines);
        Assert.AreEqual(1, scores.Precision, Exact);
        Assert.AreEqual(1, scores.Recall, Exact);
        Assert.AreEqual(1, scores.F, Exact);
    }

    [TestMethod]
    [DataRow(25, 1)]
    [DataRow(35, (75.0 - 35) / 50)] // from the tolerance to three times the tolerance, linearly down
    [DataRow(50, (75.0 - 50) / 50)]
    [DataRow(75, 0)]
    public void Points_count_the_less_the_farther_off_they_are(int off, double expected)
    {
        var scores = BaselineMeasure.Compare(_twoLines, [Level(100 - off), Level(200 + off)]);
        Assert.AreEqual(expected, scores.Precision, Exact);
        Assert.AreEqual(expected, scores.Recall, Exact);
    }

    [TestMethod]
    public void Precision_pairs_a_found_line_with_one_true_line_and_recall_with_all()
    {
        var scores = BaselineMeasure.Compare(_twoLines, [Level(140)]); // 40 from the one, 60 from the other
        Assert.AreEqual((75.0 - 40) / 50, scores.Precision, Exact);
        Assert.AreEqual((((75.0 - 40) / 50) + ((75.0 - 60) / 50)) / 2, scores.Recall, Exact);
    }

    [TestMethod]
    public void A_line_in_two_pieces_is_found_but_one_piece_is_too_many()
    {
        var scores = BaselineMeasure.Compare([Level(100)], [Level(100, 0, 250), Level(100, 250, 500)]);
        Assert.AreEqual(1, scores.Recall, Exact);
        Assert.AreEqual(1.0 / 2, scores.Precision, Exact);
    }

    [TestMethod]
    public void Half_a_line_counts_for_half_and_what_its_end_is_near_to()
    {
        var scores = BaselineMeasure.Compare(_twoLines, [Level(100, 0, 250), Level(200)]);

        // Points at 0, 5, … 250 lie on it; 255 … 275 are within 25; 280 … 320 count 0.9, 0.8 … 0.1.
        var found = (51 + 5 + (0.9 + 0.8 + 0.7 + 0.6 + 0.5 + 0.4 + 0.3 + 0.2 + 0.1)) / 101;
        Assert.AreEqual((found + 1) / 2, scores.Recall, Exact);
        Assert.AreEqual(1, scores.Precision, Exact);
    }

    [TestMethod]
    public void A_line_where_there_is_none_costs_precision_alone()
    {
        var scores = BaselineMeasure.Compare(_twoLines, [.. _twoLines, Level(600)]);
        Assert.AreEqual(2.0 / 3, scores.Precision, Exact);
        Assert.AreEqual(1, scores.Recall, Exact);
        Assert.AreEqual(2 * (2.0 / 3) / ((2.0 / 3) + 1), scores.F, Exact);
    }

    [TestMethod]
    public void Tolerance_is_a_quarter_of_the_least_distance_but_at_most_of_the_mean()
    {
        // 40 from the first to the second, 40 from the second to the first, 100 from the third to the second.
        var truth = new[] { Level(100), Level(140), Level(240) };
        var tolerances = BaselineTolerances.Of([.. truth.Select(SampledBaseline.Of)]);
        Assert.AreEqual(10, tolerances[0], Exact);
        Assert.AreEqual(10, tolerances[1], Exact);
        Assert.AreEqual((40 + 40 + 100) / 3.0 / 4, tolerances[2], Exact);
    }

    [TestMethod]
    public void A_line_beside_another_is_no_neighbour()
    {
        var truth = new[] { Level(100, 0, 200), Level(103, 300, 500), Level(160, 0, 200) };
        var tolerances = BaselineTolerances.Of([.. truth.Select(SampledBaseline.Of)]);
        Assert.AreEqual(15, tolerances[0], Exact);
        Assert.AreEqual(15, tolerances[1], Exact); // alone: the mean of the page
    }

    [TestMethod]
    public void A_single_line_has_the_widest_tolerance()
    {
        var tolerances = BaselineTolerances.Of([SampledBaseline.Of(Level(100))]);
        Assert.AreEqual(250 / 4.0, tolerances[0], Exact);
    }

    [TestMethod]
    public void Skewed_lines_are_measured_across_their_direction()
    {
        // Falling by 3 in 4: 50 below is 50 · 4/5 = 40 across.
        PagePoint[][] truth = [[new(0, 0), new(400, 300)], [new(0, 50), new(400, 350)]];
        var tolerances = BaselineTolerances.Of([.. truth.Select(SampledBaseline.Of)]);
        Assert.AreEqual(10, tolerances[0], 0.5); // points are 5 apart, and need not face each other exactly
    }

    [TestMethod]
    public void Nothing_found_where_nothing_is_true_is_perfect()
    {
        Assert.AreEqual(new BaselineScores(1, 1), BaselineMeasure.Compare([], []));
        Assert.AreEqual(new BaselineScores(0, 1), BaselineMeasure.Compare([], _twoLines));
        Assert.AreEqual(new BaselineScores(1, 0), BaselineMeasure.Compare(_twoLines, []));
    }

    [TestMethod]
    public void A_document_scores_the_means_of_its_pages()
    {
        var mean = BaselineScores.Mean([new(1, 0.5), new(0.5, 0.25)]);
        Assert.AreEqual(0.75, mean.Precision, Exact);
        Assert.AreEqual(0.375, mean.Recall, Exact);
        Assert.AreEqual(0.5, mean.F, Exact);
    }

    private static PagePoint[] Level(float y, float left = 0, float right = 500) => [new(left, y), new(right, y)];
}
