using System.CommandLine;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.Commands.Help;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Rendering;

if (args is [Worker.Verb])
{
    Worker.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
    return 0;
}

if (args is [[>= '0' and <= '9', ..]])
{
    WorkerProcess.Prepare();
}

var consoles = Consoles.Standard();
var processes = () => DotNetProcesses.OfThisMachine;
var diagnose = DiagnoseCommand.Create(consoles, processes);
var root = new RootCommand(
    "Says what a hung or crawling .NET process is stuck on, at which line, and how sure that is. "
    + "'dotnet unravel <pid or name>' is short for 'dotnet unravel diagnose <pid or name>'.")
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
return await CommandNames.InvokeAsync(root, diagnose, args);
