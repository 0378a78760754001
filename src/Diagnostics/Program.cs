using System.CommandLine;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Rendering;

if (args is [Worker.Verb])
{
    await Worker.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput());
    return 0;
}

var consoles = Consoles.Standard();
var processes = () => DotNetProcesses.OfThisMachine;
var root = new RootCommand("Says what a hung or crawling .NET process is stuck on, at which line, and how sure that is.")
{
    DiagnoseCommand.Create(consoles, processes),
    PsCommand.Create(consoles, processes),
    DemoCommand.Create(consoles, new LiveDiagnosis(processes, new TextOptions(), TimeSpan.FromSeconds(2)), HangScenarios.BesideTheTool),
};
DiagnoseCommand.Define(root, consoles, processes, onNoTarget: () => PsCommand.List(consoles, processes()));
return await CommandNames.InvokeAsync(root, args);
