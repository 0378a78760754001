using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.Preconditions;

if (args is [Worker.Verb])
{
    Worker.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
    return 0;
}

// The id of a process and no more, as most are in a hurry who type that.
var isOneLook = args is [[>= '0' and <= '9', ..]];
if (isOneLook)
{
    WorkerProcess.Prepare();
}

var consoles = Consoles.Standard();
var (root, diagnose) = isOneLook ? AllCommands.DiagnoseAlone(consoles, Processes) : AllCommands.Create(consoles, Processes);
var exitCode = await CommandNames.InvokeAsync(root, diagnose, args);
await WorkerProcess.AwaitEndAsync();
return exitCode;

static DotNetProcesses Processes() => DotNetProcesses.OfThisMachine;
