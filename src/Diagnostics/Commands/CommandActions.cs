using System.CommandLine;
using Spectre.Console;

namespace Unravel.Diagnostics.Commands;

/// <summary>What every command does alike: say an expected failure in its sentence, and answer Ctrl-C.</summary>
internal static class CommandActions
{
    /// <summary>Sets what a command does. Should it fail as could be expected, the sentence goes to the progress console.</summary>
    public static void Run(
        this Command command, Consoles consoles, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            // What runs before the first await cannot be cancelled: Ctrl-C would end the tool and leave its worker behind.
            await Task.Yield();
            try
            {
                return await action(parsed, cancellation).ConfigureAwait(false);
            }
            catch (ToolException failure)
            {
                consoles.Progress.WriteLine(failure.Message);
                return failure.ExitCode;
            }
            catch (OperationCanceledException)
            {
                consoles.Progress.WriteLine("Cancelled.");
                return ExitCodes.Cancelled;
            }
        });
}
