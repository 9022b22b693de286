using System.IO.Compression;
using HandwritingLstm.Ink;

namespace HandwritingLstm.Tests.Ink;

/// <summary>The readers of strokes: JSON lines, InkML, IAM-OnDB.</summary>
[TestClass]
public sealed class InkFilesTests
{
    private string _folder = "";

    [TestInitialize]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("ink").FullName;

    [TestCleanup]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Json_lines_are_read_compressed_or_not()
    {
        const string Json = """{"id":"a-01","text":"hi","page_median_height":40,"strokes":[[10,20,1,-2,3,4],[7,7]]}""" + "\n\n";
        var plain = Write("a.jsonl", Json);
        var packed = Path.Combine(_folder, "a.jsonl.gz");
        using (var stream = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
        {
            stream.Write(File.ReadAllBytes(plain));
        }

        foreach (var path in (string[])[plain, packed])
        {
            var line = InkJsonLines.Read(path).Single();
            Assert.AreEqual(("a-01", "hi", 40f, 2), (line.Id, line.Text, line.Height, line.Strokes.Count));
            CollectionAssert.AreEqual(new float[] { 10, 11, 14 }, line.Strokes[0].X);
            CollectionAssert.AreEqual(new float[] { 20, 18, 22 }, line.Strokes[0].Y);
            Assert.AreEqual((7f, 7f, 14f, 22f), line.Bounds());
        }
    }

    [TestMethod]
    [DataRow("{")]
    [DataRow("[]")]
    [DataRow("""{"id":"a","strokes":[[1,2]]}""")]
    [DataRow("""{"id":"a","page_median_height":0,"strokes":[[1,2]]}""")]
    [DataRow("""{"id":"a","page_median_height":9,"strokes":[[1,2,3]]}""")]
    [DataRow("""{"id":"a","page_median_height":9,"strokes":[["x",2]]}""")]
    public void A_row_that_is_no_ink_is_named(string json)
    {
        var path = Write("bad.jsonl", """{"id":"a","page_median_height":9,"strokes":[[1,2]]}""" + "\n" + json + "\n");
        var error = Assert.ThrowsExactly<RecognitionException>(() => InkJsonLines.Read(path).ToList());
        Assert.Contains("bad.jsonl, row 2", error.Message);
    }

    [TestMethod]
    [DataRow("10 20, 11 18, 14 22", DisplayName = "absolute")]
    [DataRow("10 20, '1 '-2, 3 4", DisplayName = "differences")]
    [DataRow("10 20,'1'-2,\"2\"6", DisplayName = "second differences, without spaces")]
    public void InkML_is_read_with_differences(string trace)
    {
        var line = InkMl.Read(Write("a.inkml", $"""
            <ink xmlns="http://www.w3.org/2003/InkML"><annotation type="transcription"> hi </annotation><trace>{trace}</trace></ink>
            """));
        Assert.AreEqual("hi", line.Text);
        CollectionAssert.AreEqual(new float[] { 10, 11, 14 }, line.Strokes[0].X);
        CollectionAssert.AreEqual(new float[] { 20, 18, 22 }, line.Strokes[0].Y);
    }

    [TestMethod]
    public void InkML_channels_are_found_by_name()
    {
        var line = InkMl.Read(Write("a.inkml", """
            <ink><traceFormat><channel name="Y"/><channel name="F"/><channel name="X"/></traceFormat><trace>1 5 2, 3 10 4</trace></ink>
            """));
        CollectionAssert.AreEqual(new float[] { 2, 4 }, line.Strokes[0].X);
        CollectionAssert.AreEqual(new float[] { 1, 3 }, line.Strokes[0].Y);
        CollectionAssert.AreEqual(new[] { 0.5f, 1 }, line.Strokes[0].Pressure);
    }

    [TestMethod]
    public void InkML_of_words_says_them_all_and_leaves_out_the_way_between_them()
    {
        var line = InkMl.Read(Write("words.inkml", """
            <ink>
              <traceGroup><annotation type="transcription">two </annotation><trace>1 2, 3 4</trace>
                <traceGroup><annotation type="transcription">t</annotation></traceGroup></traceGroup>
              <trace type="penUp">3 4, 9 9</trace>
              <traceGroup><annotation type="transcription">words</annotation><trace>9 9, 8 7</trace></traceGroup>
            </ink>
            """));
        Assert.AreEqual("two words", line.Text);
        Assert.HasCount(2, line.Strokes);
    }

    [TestMethod]
    public void InkML_of_a_whole_line_says_what_the_whole_is_said_to_say()
    {
        var line = InkMl.Read(Write("line.inkml", """
            <ink><traceGroup><annotation type="transcription">word</annotation><trace>1 2, 3 4</trace></traceGroup><annotation type="truth">a word</annotation></ink>
            """));
        Assert.AreEqual("a word", line.Text);
    }

    [TestMethod]
    [DataRow("<ink/>", "no <trace>")]
    [DataRow("<ink><trace type=\"penUp\">1 2, 3 4</trace></ink>", "no <trace>")]
    [DataRow("<svg/>", "<svg>")]
    [DataRow("<ink>", "XML")]
    [DataRow("<ink><trace>1 2, 3</trace></ink>", "point 2")]
    [DataRow("<ink><trace>1 2, 3 q</trace></ink>", "'q'")]
    [DataRow("<ink><trace> </trace></ink>", "no point")]
    public void What_is_no_InkML_is_named(string xml, string reason)
    {
        var error = Assert.ThrowsExactly<RecognitionException>(() => InkMl.Read(Write("bad.inkml", xml)));
        Assert.Contains("bad.inkml", error.Message);
        Assert.Contains(reason, error.Message);
    }

    [TestMethod]
    public void Strokes_of_iam_ondb_are_read()
    {
        var line = IamStrokes.Read(Write("a01-000u-01.xml", """
            <WhiteboardCaptureSession><WhiteboardDescription/><StrokeSet>
            <Stroke colour="black"><Point x="1073" y="1058" time="0.1"/><Point x="1072" y="1085" time="0.2"/></Stroke>
            <Stroke><Point x="1176" y="1237" time="0.3"/></Stroke></StrokeSet></WhiteboardCaptureSession>
            """));
        Assert.AreEqual(("a01-000u-01", 2, 179f), (line.Id, line.Strokes.Count, line.Height));
        CollectionAssert.AreEqual(new float[] { 1058, 1085 }, line.Strokes[0].Y);
    }

    [TestMethod]
    [DataRow("<WhiteboardCaptureSession/>", "<StrokeSet>")]
    [DataRow("<S><StrokeSet><Stroke/></StrokeSet></S>", "row 1")]
    [DataRow("<S><StrokeSet><Stroke><Point x='1'/></Stroke></StrokeSet></S>", "y of the <Point>")]
    [DataRow("text", "XML")]
    public void What_is_no_stroke_file_is_named(string xml, string reason)
    {
        var error = Assert.ThrowsExactly<RecognitionException>(() => IamStrokes.Read(Write("bad.xml", xml)));
        Assert.Contains("bad.xml", error.Message);
        Assert.Contains(reason, error.Message);
    }

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
