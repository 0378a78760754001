using System.Collections.Immutable;
using Spectre.Console;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;
using Unravel.Diagnostics.Rendering.Live;
using Unravel.Diagnostics.Diff;

namespace Unravel.Diagnostics.Tests.Rendering.Live;

public sealed class WatchScreenTests
{
    [Fact]
    public void Picture_HasVerdictPoolWaitsAndCost()
    {
        var lines = Draw(new WatchView(), height: 40);

        Assert.Equal("Shop (process 4321, .NET 10.0.12)  watched for 4 s", lines[0]);
        Assert.StartsWith("UNR4001 2 threads wait for each other", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("threads: 5, ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["for", "at", "least", "*", "count", "who", "waits", "for", "at"]);
        Assert.Contains(lines, line => line.Contains("Bank._ledger", StringComparison.Ordinal) && line.Contains("Bank.cs:42", StringComparison.Ordinal));
        Assert.Contains("2 looks, one every 2 s; the process stood still for 5 ms each (at most 7 ms), 0.25 % of its time", lines);
    }

    [Fact]
    public void MoreThanTheTerminalHolds_IsCounted()
    {
        var waits = Enumerable.Range(0, 50).Select(i => new WatchedWait(WaiterKind.Threads, 1, $"t{i}", "x", "P", TimeSpan.FromSeconds(i))).ToArray();
        var lines = Draw(new WatchView(), height: 24, waits);

        Assert.True(lines.Length <= 24, $"{lines.Length} lines.");
        Assert.Contains(lines, line => line.StartsWith("... and ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("49 s", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public void NoLine_IsWiderThanTheTerminal(int width)
    {
        var wait = new WatchedWait(WaiterKind.Tasks, 3, new string('w', 150), new string('f', 150), new string('a', 150), TimeSpan.FromSeconds(3));

        Assert.All(Draw(new WatchView(), height: 24, [wait], width), line => Assert.True(line.Length <= width, line));
    }

    [Fact]
    public void NarrowTerminal_HasOneLineAWaitAndKeepsThePlace()
    {
        var wait = new WatchedWait(WaiterKind.Tasks, 3, "Shop.ReceiveOrdersAsync", "Depot._postOfficeGate", "Depot.SendMailsToCustomersAsync  BusyWorkers.cs:63", TimeSpan.FromSeconds(3));
        var lines = Draw(new WatchView(), height: 24, [wait], width: 80);

        Assert.Contains(lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["for", "*", "n", "who", "waits", "for", "at"]);
        Assert.EndsWith("…  BusyWorkers.cs:63", Assert.Single(lines, line => line.StartsWith("  3 s", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void LinesThatWrap_LeaveRoomForTheKeys()
    {
        var waits = Enumerable.Range(0, 50).Select(i => new WatchedWait(WaiterKind.Threads, 1, $"t{i}", "x", "P", TimeSpan.FromSeconds(i))).ToArray();
        var lines = Draw(new WatchView(), height: 24, waits, width: 60);

        Assert.True(lines.Length < 24, $"{lines.Length} lines.");
        Assert.EndsWith("q quit", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void LocksThatAreWanted_AreCounted() => Assert.Contains(
        Draw(new WatchView(), height: 40), line => line.StartsWith("locks: 2 contended, 3 threads and 0 tasks wait for them; most, 2, for Bank._accounts", StringComparison.Ordinal));

    [Fact]
    public void WhatTheRuntimeCounts_StandsWithItsKind()
    {
        var lines = Draw(new WatchView(), height: 40, counters: new RuntimeCounters(340.4, 1200));

        Assert.Contains(lines, line => line.StartsWith("locks: ", StringComparison.Ordinal) && line.EndsWith("; 340 contentions a second", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("pool: ", StringComparison.Ordinal) && line.EndsWith("; 1200 done a second", StringComparison.Ordinal));
    }

    [Fact]
    public void EscapesInNames_DoNotAct()
    {
        var wait = new WatchedWait(WaiterKind.Threads, 1, "\u001b[2Jgone", "x", "P", TimeSpan.Zero);

        Assert.Contains(Draw(new WatchView(), height: 24, [wait]), line => line.Contains("\\u001b[2Jgone", StringComparison.Ordinal));
    }

    [Fact]
    public void Help_NamesEveryKey()
    {
        var text = string.Join('\n', Draw(new WatchView { ShowsHelp = true }, height: 24));

        Assert.All(new[] { "1", "2", "3", "4", "5", "t ", "a ", "space", "?", "q" }, key => Assert.Contains(key, text, StringComparison.Ordinal));
    }

    [Fact]
    public void PictureForAPipe_NamesNoKeys() =>
        Assert.DoesNotContain(Draw(new WatchView(), height: null), line => line.Contains("quit", StringComparison.Ordinal));

    private static string[] Draw(WatchView view, int? height, WatchedWait[]? waits = null, int width = 120, RuntimeCounters? counters = null)
    {
        var report = Situations.LockOrder.Report();
        var shown = waits ?? [.. new WaitHistory().Update(report.Snapshot, TimeSpan.Zero)];
        var frame = new WatchFrame(report, [.. shown], TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(2), 2, TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(7), 0.0025) { Counters = counters };
        using var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        console.Write(WatchScreen.Of(frame, view, height));
        return writer.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }
}
