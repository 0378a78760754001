using System.ComponentModel;
using System.Diagnostics;
using Unravel.Diagnostics.Preconditions;

namespace Unravel.Diagnostics.Launching.Checking;

/// <summary>A command that runs as if it had been typed: it has the terminal, and its output goes where it always goes.</summary>
internal sealed class CheckedCommand : IDisposable
{
    private const int MaxRounds = 200;

    private static readonly TimeSpan s_betweenRounds = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly ProcessTree _tree;

    private CheckedCommand(Process process)
    {
        _process = process;
        _tree = new ProcessTree(new ProcFolder(), process.Id);
    }

    /// <exception cref="ToolException">There is no such program, or it may not be run.</exception>
    public static CheckedCommand Start(IReadOnlyList<string> command)
    {
        try
        {
            var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false };
            return new CheckedCommand(Process.Start(start) ?? throw new ToolException($"'{command[0]}' could not be started.", ToolException.CouldNotLook));
        }
        catch (Win32Exception exception)
        {
            throw new ToolException($"'{command[0]}' could not be started: {exception.Message.TrimEnd('.')}.", ToolException.CouldNotLook);
        }
    }

    public int Id => _process.Id;

    public int ExitCode => _process.ExitCode;

    public Task EndedAsync(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    /// <summary>The processes of the command that are alive, parents before their children.</summary>
    public IReadOnlyList<TreeMember> Members() => _tree.Read();

    /// <summary>
    /// Kills all of them. In rounds until nobody is left: who was being started during one round is seen in the next.
    /// </summary>
    /// <exception cref="ToolException">Some of them do not end, as one in a call to a device that does not answer.</exception>
    public async Task KillAsync()
    {
        for (var round = 0; Members() is { Count: > 0 } members; round++)
        {
            if (round == MaxRounds)
            {
                throw new ToolException($"These processes do not end: {string.Join(", ", members.Select(member => member.Id))}.", ToolException.CouldNotLook);
            }

            foreach (var member in members)
            {
                Kill(member.Id);
            }

            await Task.Delay(s_betweenRounds).ConfigureAwait(false);
        }

        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public void Dispose() => _process.Dispose();

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // it has ended, or belongs to another user by now: nothing of ours is left to end
        }
    }
}
