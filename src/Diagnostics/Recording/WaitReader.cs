using System.Collections.Immutable;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Recordings;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Recording;

/// <summary>Pairs the beginnings and ends of waits, and adds them up by the line at which they were begun.</summary>
internal sealed class WaitReader(TraceNames names)
{
    private readonly HashSet<uint> _moved = [];
    private readonly Dictionary<int, OpenWait> _open = [];
    private readonly Dictionary<(WaitKind Kind, string Place), Sum> _sums = [];

    public static RecordedWaits Read(TraceLog log, TraceNames names)
    {
        var reader = new WaitReader(names);
        foreach (var @event in log.Events)
        {
            reader.Take(@event);
        }

        foreach (var (thread, wait) in reader._open)
        {
            reader.Close(thread, wait, log.SessionDuration);
        }

        return new RecordedWaits([.. reader._sums.Values.Select(sum => sum.ToSite()).OrderByDescending(site => site.Total)], reader._moved, log.SessionDuration);
    }

    private void Take(TraceEvent @event)
    {
        var time = TimeSpan.FromMilliseconds(@event.TimeStampRelativeMSec);
        switch (@event)
        {
            case ContentionStartTraceData { ContentionFlags: ContentionFlags.Managed }:
                Begin(@event, time, isContention: true);
                break;
            case WaitHandleWaitStartTraceData:
                Begin(@event, time, isContention: false);
                break;
            case ContentionStopTraceData { ContentionFlags: ContentionFlags.Managed }:
                End(@event.ThreadID, time, isContention: true);
                break;
            case WaitHandleWaitStopTraceData:
                End(@event.ThreadID, time, isContention: false);
                break;
            default:
                break;
        }
    }

    private void Begin(TraceEvent @event, TimeSpan time, bool isContention)
    {
        // A contended lock waits on an event inside: that is the same wait, of which the outer one is told.
        _moved.Add((uint)@event.ThreadID);
        if (!_open.ContainsKey(@event.ThreadID))
        {
            _open.Add(@event.ThreadID, new OpenWait(time, isContention, @event.CallStack()));
        }
    }

    private void End(int thread, TimeSpan time, bool isContention)
    {
        if (_open.TryGetValue(thread, out var wait) && wait.IsContention == isContention)
        {
            Close(thread, wait, time);
            _open.Remove(thread);
        }
    }

    private void Close(int thread, OpenWait wait, TimeSpan end)
    {
        var stack = names.StackOf(wait.Stack);
        if (Classify(stack, wait.IsContention) is not { } kind)
        {
            return;
        }

        var at = stack.FirstOrDefault(call => !call.Frame.IsFramework)?.Frame ?? stack[0].Frame;
        var key = (kind, $"{at.Namespace}.{at.Method} {at.Line}");
        if (!_sums.TryGetValue(key, out var sum))
        {
            _sums.Add(key, sum = new Sum(kind, at));
        }

        sum.Add(thread, end - wait.Since, stack);
    }

    /// <summary>What the program waited for; null for the runtime's own threads and for workers without work.</summary>
    private static WaitKind? Classify(ImmutableArray<RecordedCall> stack, bool isContention)
    {
        WaitKind? kind = null;
        foreach (var call in stack)
        {
            if (WaitMethods.IsIdleWorker(call.Type) || WaitMethods.IsRuntimeThread(call.Type, call.Method))
            {
                return null;
            }

            if (!call.Frame.IsFramework)
            {
                break;
            }

            kind = WaitMethods.Find(call.Type, call.Method) ?? kind;
        }

        return stack.IsEmpty || stack.Any(call => WaitMethods.IsRuntimeThread(call.Type, call.Method)) ? null
            : kind ?? (isContention ? WaitKind.Monitor : WaitKind.WaitHandle);
    }

    private sealed record OpenWait(TimeSpan Since, bool IsContention, TraceCallStack? Stack);

    private sealed class Sum(WaitKind kind, Frame at)
    {
        private readonly HashSet<int> _threads = [];
        private ImmutableArray<RecordedCall> _stack = [];
        private TimeSpan _total;
        private TimeSpan _longest;
        private int _count;

        public void Add(int thread, TimeSpan time, ImmutableArray<RecordedCall> stack)
        {
            _count++;
            _total += time;
            _threads.Add(thread);
            if (time > _longest || _stack.IsEmpty)
            {
                (_longest, _stack) = (time, stack);
            }
        }

        public WaitSite ToSite() => new(kind, at, _count, _total, _longest, _threads.Count) { Stack = [.. _stack.Select(call => call.Frame)] };
    }
}

/// <summary>What the events of a recording tell.</summary>
/// <param name="Moved">The threads, by the kernel's id, that began a wait meanwhile: whatever a look saw them in, they did not stand in it throughout.</param>
internal sealed record RecordedWaits(ImmutableArray<WaitSite> Sites, IReadOnlySet<uint> Moved, TimeSpan Duration);
