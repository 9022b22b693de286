using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using HandwritingLstm.Training;
using HandwritingLstm.Training.Recipes;

namespace HandwritingLstm.Cli;

/// <summary><c>htr train</c>: ground truth and a recipe → a model.</summary>
internal static class TrainCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var recipe = new PathOption<string?>("--recipe") { Description = "The network and how to train it, such as training/recipes/cnn-blstm.json.", HelpName = "FILE" };
        var from = new PathOption<string?>("--from")
        {
            Description = "Fine-tune this model, a shipped one's name or a file. Without --recipe, with its network and preprocessing.",
            HelpName = "NAME|FILE",
        };
        var train = new PathOption<string?>("--train") { Description = "Ground truth to train on: a CSV file or a folder with .gt.txt files, or several with ; between. The recipe's pen strokes, validation lines and terms do not hold for others than its own [default: the recipe's]", HelpName = "FILE|FOLDER" };
        var valid = new PathOption<string?>("--valid") { Description = "Ground truth to select the best model by [default: the recipe's]", HelpName = "FILE|FOLDER" };
        var output = new PathOption<string>("--output", "-o") { Description = "The folder of the run: best model, checkpoint, history, learning curve.", HelpName = "RUNFOLDER", Required = true };
        var minutes = Budget("--minutes", "Train for so many minutes.");
        var epochs = Budget("--epochs", "Train for so many passes over the lines.");
        var steps = Budget("--steps", "Train for so many steps.");
        var resume = new Option<bool>("--resume") { Description = "Go on with the run in RUNFOLDER as it was begun, or with another budget or training.cooldownShare; other options may be left out." };
        var threads = new Option<int?>("--threads") { Description = "Number of threads; 0 = all cores [default: the recipe's]", HelpName = "N" };
        var seed = new Option<int?>("--seed") { Description = "Another seed gives another run [default: the recipe's]", HelpName = "N" };
        var device = new DeviceOption();
        var set = new Option<string[]>("--set") { Description = "Change an option of the recipe, such as training.batchLines=8; may be repeated.", HelpName = "KEY=VALUE" };

        var command = new Command("train", "Train a network, with our own engine on the CPU or with torch on a GPU. Ctrl-C writes a checkpoint and ends the run; --resume goes on.")
        {
            recipe, from, train, valid, output, minutes, epochs, steps, resume, threads, seed, device.Option, set,
        };
        command.Validators.Add(result =>
        {
            RequireOneBudget(result, minutes, epochs, steps);
            if (!result.GetValue(resume) && result.GetResult(recipe) is null && result.GetResult(from) is null)
            {
                result.AddError("--recipe is missing; name one such as training/recipes/cnn-blstm.json, fine-tune a model with --from, or go on with a run by --resume.");
            }
        });

        command.SetAction(parsed =>
        {
            var console = parsed.InvocationConfiguration;
            var folder = parsed.GetRequiredValue(output);
            var beginning = parsed.GetValue(from);
            var torch = device.OfTorch(parsed); // before the data is loaded
            var chosen = parsed.GetValue(recipe) is { } path ? Recipe.Read(path)
                : beginning is not null ? Recipe.ToFineTune(beginning)
                : Checkpoint.Read(new RunFolder(folder).Checkpoint).Recipe;
            if (parsed.GetValue(train) is { } own && !string.Equals(own, chosen.Data.Train, StringComparison.Ordinal))
            {
                chosen = chosen.OnOtherLines(own, Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), beginning);
            }

            chosen = Change(chosen, [
                ("data.from", beginning),
                ("data.train", parsed.GetValue(train)),
                ("data.validation", parsed.GetValue(valid)),
                .. BudgetOf("epochs", parsed.GetValue(epochs)),
                .. BudgetOf("steps", parsed.GetValue(steps)),
                .. BudgetOf("minutes", parsed.GetValue(minutes)),
                ("training.threads", Text(parsed.GetValue(threads))),
                ("training.seed", Text(parsed.GetValue(seed))),
                .. (parsed.GetValue(set) ?? []).Select(KeyAndValue),
            ]);
            if (chosen.Data.Train.Length == 0)
            {
                throw new MisuseException("--train is missing, and no recipe names ground truth to train on either.");
            }

            var request = parsed.GetValue(resume) && IsBegun(folder, chosen)
                ? new TrainingRequest(folder, Recipe: null) { Schedule = chosen.Training } // the run knows its recipe
                : new TrainingRequest(folder, chosen);
            return TrainingRun.Run(request, torch, console.Output, console.Error);
        });
        return command;
    }

    /// <summary>Whether there is a run to go on with; without one, the chosen recipe begins it.</summary>
    /// <exception cref="MisuseException">The run was begun otherwise than it shall be gone on with.</exception>
    private static bool IsBegun(string folder, Recipe chosen)
    {
        var checkpoint = new RunFolder(folder).Checkpoint;
        if (!File.Exists(checkpoint))
        {
            return false;
        }

        var difference = Lines(Checkpoint.Read(checkpoint).Recipe).Zip(Lines(chosen))
            .FirstOrDefault(pair => !string.Equals(pair.First, pair.Second, StringComparison.Ordinal));
        return difference == default
            ? true
            : throw new MisuseException(
                $"--resume: the run in {folder} was begun with {difference.First}, not with {difference.Second}; " +
                "leave out everything but --output and --resume, or begin a new run in another folder.");

        // What may change: how long the run lasts, and the number of threads, which decides the speed and what sums are rounded to.
        static IEnumerable<string> Lines(Recipe recipe) =>
            (recipe with { Training = recipe.Training.WithScheduleOf(new TrainingOptions()) }).ToJson().Split('\n').Select(line => line.Trim().TrimEnd(','));
    }

    private static Option<double?> Budget(string name, string description)
    {
        var option = new Option<double?>(name) { Description = $"{description} [default: the recipe's budget]", HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value) && !(value > 0))
            {
                result.AddError($"{name} is {result.Tokens[0].Value}; expected a number above 0.");
            }
        });
        return option;
    }

    private static void RequireOneBudget(CommandResult result, params Option[] budgets)
    {
        var given = budgets.Where(option => result.GetResult(option) is { Implicit: false }).Select(option => option.Name).ToArray();
        if (given.Length > 1)
        {
            result.AddError($"{string.Join(" and ", given)} exclude each other: a run has one budget.");
        }
    }

    private static (string Key, string? Value)[] BudgetOf(string unit, double? budget) => budget is null
        ? []
        : [("training.budgetUnit", unit), ("training.budget", budget.Value.ToString(CultureInfo.InvariantCulture))];

    private static Recipe Change(Recipe recipe, IEnumerable<(string Key, string? Value)> changes) =>
        changes.Where(change => change.Value is not null).Aggregate(recipe, (changed, change) => changed.With(change.Key, change.Value!));

    private static (string Key, string? Value) KeyAndValue(string change)
    {
        var parts = change.Split('=', 2);
        return parts.Length == 2
            ? (parts[0], parts[1])
            : throw new MisuseException($"--set {change}: expected KEY=VALUE, such as training.batchLines=8.");
    }

    private static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}
