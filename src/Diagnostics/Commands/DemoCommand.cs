using System.CommandLine;
using System.CommandLine.Completions;
using Spectre.Console;
using Unravel.Diagnostics.Launching;

namespace Unravel.Diagnostics.Commands;

/// <summary><c>demo</c>: starts a program that really hangs, looks at it, and ends it.</summary>
internal static class DemoCommand
{
    private const string Default = "lock-order";

    public static Command Create(Consoles consoles, IDiagnosis diagnosis, Func<HangScenarios> programs)
    {
        var scenario = new Argument<string>("scenario")
        {
            HelpName = "scenario",
            Description = "The scenario to show; --list names them",
            DefaultValueFactory = _ => Default,
        };
        scenario.CompletionSources.Add(_ => programs().All.Select(item => new CompletionItem(item.Verb, detail: item.Title)));
        var list = new Option<bool>("--list") { Description = "List the scenarios" };
        var repaired = new Option<bool>("--repaired") { Description = "Run the same program without the fault" };
        var command = new Command("demo", "Start a program that hangs, diagnose it, and end it") { scenario, list, repaired };
        command.Run(consoles, (parsed, cancellation) => parsed.GetValue(list)
            ? Task.FromResult(List(programs(), consoles.Output))
            : ShowAsync(
                programs(), parsed.GetValue(scenario)!, parsed.GetValue(repaired), diagnosis, consoles, cancellation));
        return command;
    }

    private static int List(HangScenarios programs, IAnsiConsole output)
    {
        var longest = programs.All.Max(scenario => scenario.Verb.Length);
        foreach (var scenario in programs.All)
        {
            output.WriteLine($"{scenario.Verb.PadRight(longest)}  {scenario.Rule ?? "-",-7}  {scenario.Title}");
        }

        return ExitCodes.Done;
    }

    private static async Task<int> ShowAsync(
        HangScenarios programs, string verb, bool repaired, IDiagnosis diagnosis, Consoles consoles, CancellationToken cancellation)
    {
        var scenario = programs.Get(verb);
        consoles.Progress.WriteLine($"Starting the scenario '{verb}'{(repaired ? ", repaired" : "")}: {scenario.Title}.");
        await using var process = await ScenarioProcess.StartAsync(
            programs, verb, repaired, ScenarioProcess.DefaultDeadline, cancellation).ConfigureAwait(false);
        consoles.Progress.WriteLine($"It is process {process.Id}. Looking at it as at any other process:");
        consoles.Progress.WriteLine();
        var outcome = await diagnosis.RunAsync(process.Id, consoles.Output, consoles.Progress, cancellation).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return Judge(outcome, repaired ? [] : [.. scenario.Rules], consoles.Progress);
    }

    /// <summary>The demo has done its job when it showed what it promised, which is a fault as a rule.</summary>
    private static int Judge(DiagnosisOutcome outcome, IReadOnlyList<string> expected, IAnsiConsole progress)
    {
        var missing = expected.Except(outcome.RuleIds).ToList();
        var surplus = expected.Count == 0 ? outcome.RuleIds : [];
        if (missing.Count == 0 && surplus.Count == 0)
        {
            return ExitCodes.Done;
        }

        progress.WriteLine(missing.Count > 0
            ? $"The demo expected {string.Join(" and ", missing)}, which was not found; please report this with the output above."
            : $"The demo expected no fault, but {string.Join(" and ", surplus)} was found; please report this with the output above.");
        return outcome.ExitCode is ExitCodes.CouldNotLook or ExitCodes.PartlyChecked ? outcome.ExitCode : ExitCodes.CouldNotLook;
    }
}
