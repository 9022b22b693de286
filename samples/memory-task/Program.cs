using System.CommandLine;

namespace MemoryTask;

/// <summary>Shows where a simple recurrent network forgets, and long short-term memory does not.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        var gaps = Numbers("--gaps", "Steps between the symbol and the question.", 5, 10, 20, 50, 100);
        var seeds = Numbers("--seeds", "Networks to train for each cell and gap; their mean is shown.", 1, 2, 3);
        var steps = new Option<int>("--steps") { Description = "Steps of training, of 32 sequences each.", DefaultValueFactory = _ => 600 };
        var command = new RootCommand("Trains networks to recall the first symbol of a sequence after a gap of distractors.") { gaps, seeds, steps };
        command.SetAction(parsed => RecallTable.Write(
            parsed.InvocationConfiguration.Output, RecallCell.All, parsed.GetRequiredValue(gaps), parsed.GetRequiredValue(seeds), parsed.GetValue(steps)));
        return command.Parse(args).Invoke();
    }

    private static Option<int[]> Numbers(string name, string description, params int[] defaults) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => defaults,
    };
}
