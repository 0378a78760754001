using System.Globalization;

namespace Unravel.Diagnostics.Model.Recordings;

/// <summary>What limits a process, and so what would make it quicker.</summary>
internal static class Approach
{
    /// <summary>From this share of the processors on, more threads cannot help.</summary>
    private const double Busy = 0.8;

    /// <summary>What takes this share of the active time is what limits.</summary>
    private const double Most = 0.4;

    /// <summary>Below this much work in all, per second of recording, nothing limits: there is nothing to do.</summary>
    private const double Little = 0.1;

    /// <summary>From this much standing ready, per second of recording, something wanted to run all the time.</summary>
    private const double Starved = 0.5;

    public static string Of(Recorded recorded)
    {
        var budget = recorded.Budget;
        var busy = budget[TimeState.Running] / recorded.Duration;
        if (busy / recorded.Processors >= Busy)
        {
            return Say($"CPU-bound: its {recorded.Processors} processors were busy for {busy / recorded.Processors:P0} of the time; quicker code or more processors help, more threads do not");
        }

        // On a busy machine what hardly ever runs stands ready for a while each time.
        var ready = budget[TimeState.Ready] / recorded.Duration;
        if ((budget.Active / recorded.Duration) - ready < Little && ready < Starved)
        {
            return "idle: its threads had next to nothing to do" + (recorded.PendingTasks > 0
                ? Say($"; {recorded.PendingTasks} tasks are pending, and a look tells what they wait for")
                : "");
        }

        // What is ready has work and no processor: it is the processors that limit, whoever else uses them.
        var (state, share) = new[] { TimeState.Lock, TimeState.Task, TimeState.InputOutput, TimeState.Signal, TimeState.Sleep }
            .Select(state => (State: state, Share: budget.ShareOf(state)))
            .Append((State: TimeState.Running, Share: budget.ShareOf(TimeState.Running) + budget.ShareOf(TimeState.Ready)))
            .MaxBy(pair => pair.Share);
        return (share >= Most ? state : (TimeState?)null) switch
        {
            TimeState.Running when budget[TimeState.Ready] > budget[TimeState.Running] => Say($"CPU-bound, and short of processors: {share:P0} of its active time threads ran or could have run, and for {budget.ShareOf(TimeState.Ready):P0} they found no processor; others use them, or a limit does"),
            TimeState.Running => Say($"CPU-bound: {share:P0} of its active time threads ran, on {Processors(busy)} of {recorded.Processors} processors; quicker code helps, and so does spreading the work over more threads"),
            TimeState.Lock => Say($"lock-bound: {share:P0} of its active time went into waiting for locks; hold them for shorter, or share less"),
            TimeState.Task => Say($"bound by blocking: {share:P0} of its active time threads blocked on tasks; await them"),
            TimeState.InputOutput => Say($"I/O-bound: {share:P0} of its active time went into calls of the system; overlap them, and do not hold threads meanwhile"),
            TimeState.Signal => Say($"bound by signals: {share:P0} of its active time threads waited for each other or for items; look at who is to deliver them"),
            TimeState.Sleep => Say($"bound by sleeping: {share:P0} of its active time was slept away; wait for what is wanted in place of polling for it"),
            _ => Say($"mixed: running {budget.ShareOf(TimeState.Running):P0}, locks {budget.ShareOf(TimeState.Lock):P0}, tasks {budget.ShareOf(TimeState.Task):P0}, I/O {budget.ShareOf(TimeState.InputOutput):P0} of the active time"),
        };
    }

    private static string Processors(double busy) => busy.ToString("0.0", s_format);

    private static string Say(FormattableString text) => text.ToString(s_format);

    // "93 %", as everywhere in our texts.
    private static readonly NumberFormatInfo s_format = new() { PercentPositivePattern = 0, PercentDecimalDigits = 0 };
}
