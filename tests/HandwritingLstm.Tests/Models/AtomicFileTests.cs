using HandwritingLstm.Models;

namespace HandwritingLstm.Tests.Models;

[TestClass]
public sealed class AtomicFileTests
{
    [TestMethod]
    public void Second_writer_fails_and_leaves_the_first_its_file()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "model");
        AtomicFile.Write(path, stream =>
        {
            var problem = Assert.ThrowsExactly<RecognitionException>(() => AtomicFile.Write(path, other => other.WriteByte(2)));
            Assert.StartsWith(path, problem.Message);
            stream.WriteByte(1);
        });
        CollectionAssert.AreEqual(new byte[] { 1 }, File.ReadAllBytes(path));
    }

    [TestMethod]
    public void What_fails_leaves_the_old_content_and_nothing_beside_it()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "model");
        File.WriteAllBytes(path, [1]);
        Assert.ThrowsExactly<InvalidDataException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(2);
            throw new InvalidDataException();
        }));
        CollectionAssert.AreEqual(new byte[] { 1 }, File.ReadAllBytes(path));
        Assert.HasCount(1, Directory.GetFiles(folder.Path));
    }
}
