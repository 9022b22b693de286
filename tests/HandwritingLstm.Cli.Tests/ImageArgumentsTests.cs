namespace HandwritingLstm.Cli.Tests;

[TestClass]
public sealed class ImageArgumentsTests
{
    [TestMethod]
    public void Folder_gives_its_own_images_in_natural_order()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in "10.png 9.JPG 2.tif 11.gif truth.csv .hidden.png below/1.png".Split(' '))
        {
            folder.Write(name);
        }

        var names = ImageArguments.Expand([folder.Path]).Select(image => Path.GetRelativePath(folder.Path, image.Name));
        Assert.AreEqual("2.tif 9.JPG 10.png 11.gif", string.Join(' ', names));
    }

    [TestMethod]
    public void Arguments_keep_their_order_and_their_spelling()
    {
        using var folder = new TemporaryFolder();
        var b = folder.Write("b.png");
        var a = folder.Write("sub/../a.png");
        var images = ImageArguments.Expand([b, a, b]);
        Assert.AreSequenceEqual(new[] { b, a, b }, images.Select(image => image.Name).ToArray());
        Assert.IsTrue(images.All(image => image.Problem is null));
    }

    [TestMethod]
    public void Named_file_needs_no_known_extension()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("scan.0001");
        Assert.IsNull(ImageArguments.Expand([path]).Single().Problem);
    }

    [TestMethod]
    public void Argument_that_names_nothing_is_one_image_with_a_problem()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["empty"]);
        var problems = ImageArguments.Expand([folder["no.png"], folder["no*.png"], folder["empty"]]).Select(image => image.Problem!).ToArray();
        Assert.HasCount(3, problems);
        Assert.Contains("no such file", problems[0]);
        Assert.Contains("no file matches", problems[1]);
        Assert.Contains("no image in this folder", problems[2]);
    }
}
