using System.CommandLine;
using Unravel.Diagnostics.Commands.Help;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Rendering;

namespace Unravel.Diagnostics.Commands;

/// <summary>The command line of the tool as a whole.</summary>
internal static class AllCommands
{
    private const string Description =
        "Says what a hung or crawling .NET process is stuck on, at which line, and how sure that is. "
        + "'dotnet unravel <pid or name>' is short for 'dotnet unravel diagnose <pid or name>'.";

    /// <summary>The one verb that is meant where there is but a process id; making the others would take longer than the target stands still.</summary>
    public static (RootCommand Root, Command WithoutVerb) DiagnoseAlone(Consoles consoles, Func<DotNetProcesses> processes)
    {
        var diagnose = DiagnoseCommand.Create(consoles, processes);
        return (new RootCommand(Description) { diagnose }, diagnose);
    }

    /// <returns>The root, and the verb that is meant when none is given.</returns>
    public static (RootCommand Root, Command WithoutVerb) Create(Consoles consoles, Func<DotNetProcesses> processes)
    {
        var diagnose = DiagnoseCommand.Create(consoles, processes);
        var root = new RootCommand(Description)
        {
            diagnose,
            SnapshotCommand.Create(consoles, processes),
            DiffCommand.Create(consoles, processes),
            PsCommand.Create(consoles, processes),
            DoctorCommand.Create(consoles, processes),
            WatchCommand.Create(consoles, processes),
            RecordCommand.Create(consoles, processes),
            CheckCommand.Create(consoles, processes),
            DemoCommand.Create(consoles, new LiveDiagnosis(processes, new TextOptions(), new LookOptions()), HangScenarios.BesideTheTool),
            ExplainCommand.Create(consoles),
            CompletionCommand.Create(consoles),
        };
        HelpWithExamples.AddTo(root);
        root.Run(consoles, (_, _) => Task.FromResult(PsCommand.List(consoles, processes())));
        return (root, diagnose);
    }
}
