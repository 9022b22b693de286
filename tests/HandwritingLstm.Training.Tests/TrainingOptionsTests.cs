namespace HandwritingLstm.Training.Tests;

[TestClass]
public sealed class TrainingOptionsTests
{
    [TestMethod]
    [DataRow(0, 0, 1)] // without growth, dropout is there from the first step
    [DataRow(0, 0.7, 1)]
    [DataRow(0.5, 0, 0)]
    [DataRow(0.5, 0.1, 0.2)]
    [DataRow(0.5, 0.5, 1)]
    [DataRow(0.5, 0.9, 1)]
    [DataRow(1, 0.25, 0.25)]
    public void Dropout_grows_over_a_share_of_the_run(double growth, double progress, double strength) =>
        Assert.AreEqual(strength, new TrainingOptions { DropoutGrowth = growth }.DropoutStrength(progress), 1e-6);
}
