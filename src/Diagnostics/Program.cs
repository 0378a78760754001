using Unravel.Diagnostics.Acquisition.Freezing;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Commands;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.Preconditions;

if (args is [Worker.Verb])
{
    Worker.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
    return 0;
}

if (args is [[>= '0' and <= '9', ..]])
{
    WorkerProcess.Prepare();
    HeapPages.Ask();
}

var consoles = Consoles.Standard();
var (root, diagnose) = AllCommands.Create(consoles, () => DotNetProcesses.OfThisMachine);
var exitCode = await CommandNames.InvokeAsync(root, diagnose, args);
await WorkerProcess.AwaitEndAsync();
return exitCode;
