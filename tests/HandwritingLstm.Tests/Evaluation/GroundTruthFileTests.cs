using System.Text;
using HandwritingLstm.Evaluation;

namespace HandwritingLstm.Tests.Evaluation;

[TestClass]
public sealed class GroundTruthFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Columns_are_found_by_name_and_images_beside_the_file()
    {
        var lines = Read("writer,image,split,text,page,other\nann,lines\\1.png,train,A MOVE,p1,x\n,2.png,,,,\n");
        Assert.HasCount(2, lines);
        var source = Path.Combine(_folder.Path, "t.csv");
        Assert.AreEqual(
            new GroundTruthLine("lines\\1.png", Path.Combine(_folder.Path, "lines/1.png"), "A MOVE", "ann", "p1", "train", 2) { Source = source }, lines[0]);
        Assert.AreEqual(new GroundTruthLine("2.png", Path.Combine(_folder.Path, "2.png"), "", null, null, null, 3) { Source = source }, lines[1]);
    }

    [TestMethod]
    public void Quoted_fields_may_hold_commas_quotes_and_line_ends()
    {
        var lines = Read("image,text\r\n1.png,\"mon \"\"âme\"\", et\"\r\n2.png,\"two\r\nrows\"\r\n\r\n3.png, kept as it is \r\n");
        Assert.AreEqual("mon \"âme\", et", lines[0].Text);
        Assert.AreEqual("two\r\nrows", lines[1].Text);
        Assert.AreEqual(" kept as it is ", lines[2].Text);
        CollectionAssert.AreEqual(new[] { 2, 3, 6 }, lines.Select(line => line.Row).ToArray());
    }

    [TestMethod]
    public void Byte_order_mark_and_missing_last_line_end_do_not_matter()
    {
        var path = _folder.Write("t.csv", [.. Encoding.UTF8.Preamble, .. "Image,TEXT\n1.png,é"u8]);
        Assert.AreEqual("é", GroundTruthFile.Read(path)[0].Text);
    }

    [TestMethod]
    [DataRow("", "the file is empty; expected a CSV file with the header image,text")]
    [DataRow("\n\n", "the file is empty")]
    [DataRow("image,text\n", "has a header but no lines")]
    [DataRow("image;text\n1.png;a\n", "row 1: the header lacks the column 'image' (found: image;text)")]
    [DataRow("image,transcription\n1.png,a\n", "row 1: the header lacks the column 'text' (found: image, transcription)")]
    [DataRow("image,text,Image\n1.png,a,b\n", "row 1, column 3: the header names 'Image' twice")]
    [DataRow("image,text\n1.png,a, b\n", "row 2 has 3 fields, but the header names 2 columns")]
    [DataRow("image,text\n1.png\n", "row 2 has 1 fields, but the header names 2 columns")]
    [DataRow("image,text\n1.png,a\n2.png,\"b\n3.png,c\n", "row 3 has unbalanced quotes")]
    [DataRow("image,text\n1.png,a\n2.png,say \"b\"\n", "row 3 has unbalanced quotes")]
    [DataRow("image,text\n1.png,\"a\"b\n", "row 2 has unbalanced quotes")]
    [DataRow("image,text\n1.png,\"a\nb\"\n./1.png,c\n", "row 4, column image: './1.png' is already in row 2")]
    [DataRow("image,text\n ,a\n", "row 2, column image: found no file name")]
    public void Damaged_file_is_refused_with_file_and_row(string csv, string message)
    {
        var exception = Assert.ThrowsExactly<RecognitionException>(() => Read(csv));
        Assert.StartsWith(Path.Combine(_folder.Path, "t.csv"), exception.Message);
        Assert.Contains(message, exception.Message);
        Assert.DoesNotContain("\n", exception.Message);
    }

    [TestMethod]
    public void Other_encodings_are_refused_with_the_row()
    {
        var path = _folder.Write("t.csv", Encoding.Latin1.GetBytes("image,text\n1.png,a\n2.png,été\n"));
        var exception = Assert.ThrowsExactly<RecognitionException>(() => GroundTruthFile.Read(path));
        Assert.Contains("row 3 is not UTF-8 (found byte 0xE9); save the file as UTF-8", exception.Message);

        path = _folder.Write("t.csv", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("image,text\n1.png,a\n")]);
        exception = Assert.ThrowsExactly<RecognitionException>(() => GroundTruthFile.Read(path));
        Assert.Contains("row 1 is not UTF-8", exception.Message);
    }

    [TestMethod]
    public void Missing_file_is_named()
    {
        var path = Path.Combine(_folder.Path, "none.csv");
        Assert.StartsWith($"{path}: cannot be read", Assert.ThrowsExactly<RecognitionException>(() => GroundTruthFile.Read(path)).Message);
        Assert.ThrowsExactly<RecognitionException>(() => GroundTruthFile.Read(_folder.Path));
    }

    [TestMethod]
    public void Random_bytes_are_read_or_refused_but_never_break()
    {
        var random = new Random(1);
        var pieces = new[] { "image", "text", ",", ",", "\"", "\"", "\n", "\r\n", "a", "é", "\0", "\u2028", ".png", " ", ";", "image,text\n" };
        var refused = 0;
        for (var round = 0; round < 600; round++)
        {
            byte[] bytes;
            if (round % 4 == 0)
            {
                bytes = new byte[random.Next(60)];
                random.NextBytes(bytes);
            }
            else
            {
                var text = string.Concat(Enumerable.Range(0, random.Next(25)).Select(_ => pieces[random.Next(pieces.Length)]));
                bytes = Encoding.UTF8.GetBytes((round % 4 == 1 ? "" : "image,text\n1.png,a\n") + text);
                if (round % 4 == 3)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }
            }

            refused += Refuses(() => GroundTruthFile.Read(_folder.Write("t.csv", bytes))) ? 1 : 0;
            Refuses(() => PredictionsFile.Read(Path.Combine(_folder.Path, "t.csv")));
        }

        Assert.IsTrue(refused is > 150 and < 600, $"{refused} were refused");
    }

    private static bool Refuses(Action read)
    {
        try
        {
            read();
            return false;
        }
        catch (RecognitionException)
        {
            return true;
        }
    }

    private IReadOnlyList<GroundTruthLine> Read(string csv) => GroundTruthFile.Read(_folder.Write("t.csv", csv));
}
