using System.Globalization;
using Spectre.Console;
using Unravel.Diagnostics.Launching.Checking;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Preconditions;
using Unravel.Diagnostics.Rendering;
using Unravel.Diagnostics.Rules;

namespace Unravel.Diagnostics.Commands;

/// <summary>
/// One run of a command under watch. Each .NET process of its tree that has been quiet for long enough is looked at; what
/// is printed is the verdict of one with a fault, or, when the whole tree is quiet, that there is none. Looks are cheap, so
/// a process that merely waits costs a few milliseconds, and the next look at it comes later each time.
/// </summary>
internal sealed class CommandCheck(
    LiveAcquisition acquisition, Func<DotNetProcesses> processes, Consoles consoles, TimeSpan timeout, TimeSpan? longest, bool end, DirectoryInfo folder)
{
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_toEndAfterInterrupt = TimeSpan.FromSeconds(10);

    private readonly QuietTimes _quiet = new();
    private readonly Dictionary<(int Id, long StartTicks), TimeSpan> _lookAfter = [];
    private readonly HashSet<(int Id, long StartTicks)> _reported = [];
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private bool _longestIsOver;

    private TimeSpan Now => TimeProvider.System.GetElapsedTime(_start);

    /// <returns>What the command returned, or what tells that it was ended because it was stuck.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> line, CancellationToken cancellation)
    {
        using var command = CheckedCommand.Start(line);
        var ended = command.EndedAsync(CancellationToken.None);
        try
        {
            while (await Task.WhenAny(ended, Task.Delay(Tick(), cancellation)).ConfigureAwait(false) != ended)
            {
                cancellation.ThrowIfCancellationRequested();
                if (await LookAroundAsync(command, cancellation).ConfigureAwait(false) is { } code && end)
                {
                    consoles.Progress.WriteLine($"unravel check: ending '{string.Join(' ', line)}' and all that it started.");
                    await command.KillAsync().ConfigureAwait(false);
                    return code;
                }
            }

            return command.ExitCode;
        }
        catch (OperationCanceledException)
        {
            // A terminal has told the command too; one that does not listen is ended, so that nothing is left behind.
            await Task.WhenAny(ended, Task.Delay(s_toEndAfterInterrupt, CancellationToken.None)).ConfigureAwait(false);
            await command.KillAsync().ConfigureAwait(false);
            throw;
        }
    }

    private TimeSpan Tick() => timeout < s_tick ? timeout : s_tick;

    /// <returns>What to return should the command be ended now; null while there is no reason to.</returns>
    private async Task<int?> LookAroundAsync(CheckedCommand command, CancellationToken cancellation)
    {
        var members = command.Members();
        _quiet.Update(Now, members);
        var isOver = !_longestIsOver && Now >= longest;
        _longestIsOver |= isOver;
        var wasStill = members.Count > 0 && members.All(member => _quiet.QuietFor(member, Now, members) >= timeout);
        Report? healthy = null;

        // The deepest first: a test host hangs, and all above it wait for it.
        foreach (var member in members.Reverse())
        {
            var key = (member.Id, member.StartTicks);
            var due = _lookAfter.GetValueOrDefault(key, timeout);
            if (_reported.Contains(key) || !(isOver || _quiet.QuietFor(member, Now, members) >= due))
            {
                continue;
            }

            _lookAfter[key] = due * 2;
            if (await LookAsync(member, cancellation).ConfigureAwait(false) is not { } report)
            {
                continue;
            }

            if (HasFault(report))
            {
                _reported.Add(key);
                Tell(report, $"process {member.Id} has made no progress for {Seconds(_quiet.QuietFor(member, Now, members))}");
                return ExitCodes.CommandStuck;
            }

            healthy ??= report;
        }

        if (healthy is null || !(wasStill || isOver))
        {
            return null;
        }

        Tell(healthy, isOver
            ? $"the command has run for {Seconds(Now)}, and no fault that the rules know was found; this is its innermost .NET process"
            : $"no process of the command has made progress for {Seconds(timeout)}, and no fault that the rules know was found; this is the innermost .NET process");
        return ExitCodes.CommandStill;
    }

    /// <returns>Null for a process that is not .NET, has ended, or cannot be looked at, which is said once.</returns>
    private async Task<Report?> LookAsync(TreeMember member, CancellationToken cancellation)
    {
        try
        {
            return processes().Get(member.Id).Attach.Obstacle == AttachObstacle.NotDotNet
                ? null
                : RuntimeRules.Check(await acquisition.AcquireAsync(member.Id, consoles.Progress, cancellation).ConfigureAwait(false));
        }
        catch (ToolException failure)
        {
            consoles.Progress.WriteLine($"unravel check: {failure.Message}");
            return null;
        }
    }

    private static bool HasFault(Report report) => report.Findings.Any(finding => Catalog.Rules.Get(finding.RuleId).ExitCode is not null);

    private void Tell(Report report, string why)
    {
        consoles.Output.WriteLine();
        consoles.Output.WriteLine($"unravel check: {why}.");
        TextReport.Write(consoles.Output, report, new TextOptions());
        var file = Path.Combine(folder.FullName, $"unravel-{report.Snapshot.Target.ProcessId}.txt");
        var snapshot = Path.ChangeExtension(file, ".json.gz");
        try
        {
            folder.Create();
            OwnerOnlyFile.Write(file, force: true, stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                TextReport.Write(Consoles.ForFile(writer), report, new TextOptions(Verbose: true));
            });
            OwnerOnlyFile.Write(snapshot, force: true, stream => SnapshotWriter.Write(stream, HeapStrings.Remove(report.Snapshot)));
            consoles.Output.WriteLine($"unravel check: the whole picture is in '{file}', and can be looked at again with: dotnet unravel {snapshot}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ToolException)
        {
            consoles.Progress.WriteLine($"unravel check: the report could not be written to '{file}': {exception.Message}");
        }
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s");
}
