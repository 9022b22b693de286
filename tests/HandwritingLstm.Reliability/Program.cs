using System.CommandLine;
using System.Globalization;

namespace HandwritingLstm.Reliability;

/// <summary>What <c>htr transcribe</c> must survive, tried: each trial ends with a line of figures, and exit code 1 where one is not as it must be.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        var model = new Option<string>("--model") { Description = "The model that reads.", DefaultValueFactory = _ => "iam-ondb" };
        var work = new Option<string>("--work") { Description = "A folder for the trials; it is emptied.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "htr-reliability") };
        var kills = new Option<int>("--kills") { Description = "Runs that are killed.", DefaultValueFactory = _ => 200 };
        var items = new Option<int>("--items") { Description = "Pages in the folder.", DefaultValueFactory = _ => 300 };
        var damaged = new Option<int>("--damaged") { Description = "Truncated files, and as many with flipped bits, of every image format.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<int>("--seed") { Description = "Another seed kills and damages elsewhere.", DefaultValueFactory = _ => 1 };
        var megabytes = new Option<int>("--megabytes") { Description = "Size of the scans whose memory is measured.", DefaultValueFactory = _ => 100 };
        var pages = new Option<string>("--pages") { Description = "A folder of page scans.", DefaultValueFactory = _ => "samples/pages" };
        var schemas = new Option<string>("--schemas") { Description = "The folder with alto-4-4.xsd and page-2019-07-15.xsd.", DefaultValueFactory = _ => "../shared/schemas" };

        (Command Command, Func<ParseResult, Trial> Trial)[] trials =
        [
            (new("kill", "Runs killed by SIGKILL at random moments.") { kills, items, seed }, parsed => new KillTrial(parsed.GetValue(kills), parsed.GetValue(items), parsed.GetValue(seed))),
            (new("damage", "Truncated and bit-flipped files of every format.") { damaged, seed }, parsed => new DamageTrial(parsed.GetValue(damaged), parsed.GetValue(seed))),
            (new("bomb", "Images whose headers claim more than memory holds."), _ => new BombTrial()),
            (new("disk-full", "A disk that fills up (as root: a small tmpfs)."), _ => new FullDiskTrial()),
            (new("two", "Two processes on one output folder."), _ => new TwoProcessesTrial()),
            (new("memory", "Peak memory of large scans.") { megabytes }, parsed => new MemoryTrial(parsed.GetValue(megabytes))),
            (new("throughput", "Pages a second with one worker and with all.") { pages }, parsed => new ThroughputTrial(parsed.GetRequiredValue(pages))),
            (new("schema", "Results against the schemas of PAGE and ALTO.") { pages, schemas }, parsed => new SchemaTrial(parsed.GetRequiredValue(pages), parsed.GetRequiredValue(schemas))),
        ];

        var root = new RootCommand("Reliability trials of htr transcribe.");
        foreach (var (command, trial) in trials)
        {
            command.Add(model);
            command.Add(work);
            command.SetAction(parsed =>
            {
                using var bench = new Bench(parsed.GetRequiredValue(work), parsed.GetRequiredValue(model));
                var isAsItMustBe = trial(parsed).Run(bench);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{command.Name}: {(isAsItMustBe ? "as it must be" : "NOT as it must be")}"));
                return isAsItMustBe ? 0 : 1;
            });
            root.Add(command);
        }

        return root.Parse(args).Invoke();
    }
}
