using System.CommandLine;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.Preconditions;

var consoles = Consoles.Standard();
var root = new RootCommand("Says what a hung or crawling .NET process is stuck on")
{
    PsCommand.Create(consoles, () => DotNetProcesses.OfThisMachine),
    DemoCommand.Create(consoles, new NoDiagnosis(), HangScenarios.BesideTheTool),
};
return await root.Parse(args).InvokeAsync();
