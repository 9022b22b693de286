namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class ConsoleWriterTests
{
    [TestMethod]
    public void What_is_never_written_to_is_never_opened()
    {
        var opened = 0;
        using (var writer = new ConsoleWriter(Open, () => true))
        {
            writer.Flush();
            Assert.IsFalse(writer.IsTerminal);
        }

        Assert.AreEqual(0, opened);

        TextWriter Open()
        {
            opened++;
            return new StringWriter();
        }
    }

    [TestMethod]
    public void Everything_arrives_in_order_and_once_opened()
    {
        var (text, opened) = (new StringWriter { NewLine = "\n" }, 0);
        using var writer = new ConsoleWriter(Open, () => false);
        writer.Open();
        writer.Write('a');
        writer.Write("bé");
        writer.Write("cd".AsSpan());
        writer.Write(['e', 'f', 'g'], 1, 2);
        writer.WriteLine();
        writer.WriteLine("h");
        writer.WriteLine($"{1}{2}");
        writer.Flush();
        Assert.AreEqual("abécdfg\nh\n12\n", text.ToString());
        Assert.AreEqual(1, opened);
        Assert.IsTrue(writer.IsTerminal);

        TextWriter Open()
        {
            opened++;
            return text;
        }
    }

    [TestMethod]
    public void Closing_closes_the_stream()
    {
        var stream = new MemoryStream();
        var writer = new ConsoleWriter(() => new StreamWriter(stream), () => true);
        writer.Write("text");
        writer.Dispose();
        Assert.IsFalse(stream.CanWrite);
        Assert.AreEqual("text", System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }
}
