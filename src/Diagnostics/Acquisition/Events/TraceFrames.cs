using System.Collections.Immutable;
using Unravel.Diagnostics.Acquisition.Capturing;
using Unravel.Diagnostics.Acquisition.Native;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Acquisition.Events;

/// <summary>Turns sampled stacks into the threads of the model.</summary>
/// <param name="folder">Where the runtime lies.</param>
internal sealed class TraceFrames(NetTraceReader trace, string folder)
{
    public ThreadInfo ThreadOf(uint inside, int stack, NativeThreads native, int processId)
    {
        TraceMethod[] methods = [.. trace.StackOf(stack).Select(trace.Methods.Find).OfType<TraceMethod>()];
        ImmutableArray<Frame> frames = [.. methods.Select(FrameOf)];
        var osId = native.IdOf(inside);
        var isIdle = false;
        WaitKind? kind = null;
        foreach (var method in methods.TakeWhile(method => WaitMethods.MayBeIn(Path.GetFileName(method.Module.AsSpan()))))
        {
            isIdle |= WaitMethods.IsIdleWorker(method.Type);
            kind = WaitMethods.Find(method.Type, method.Name) ?? kind;
        }

        return new ThreadInfo
        {
            Id = (int)osId,
            OsId = osId,
            Name = native.NameOf(inside),
            Kind = methods.Any(method => WaitMethods.IsTimerThread(method.Type, method.Name)) ? ThreadKind.Timer
                : methods.Any(method => WaitMethods.IsRuntimeThread(method.Type, method.Name)) ? ThreadKind.Runtime
                : methods.Any(method => WaitMethods.IsPoolWorker(method.Type)) ? ThreadKind.Pool
                : ProcSource.KindOf(native.NameOf(inside), osId, processId),
            Activity = isIdle ? ThreadActivity.Idle
                : kind == WaitKind.Sleep ? ThreadActivity.Sleeping
                : kind is not null ? ThreadActivity.Waiting
                : ThreadActivity.Running,
            Wait = kind is null or WaitKind.Sleep || isIdle ? null : new Wait { Kind = kind.Value, Frame = FirstOfTheProgram(frames) },
            Frames = frames,
            NativeState = native.StateOf(inside),
            ProcessorTime = native.ProcessorTimeOf(inside),
        };
    }

    private static int FirstOfTheProgram(ImmutableArray<Frame> frames)
    {
        for (var i = 0; i < frames.Length; i++)
        {
            if (!frames[i].IsFramework)
            {
                return i;
            }
        }

        return -1;
    }

    private Frame FrameOf(TraceMethod method)
    {
        var file = Path.GetFileName(method.Module);
        var isFramework = file is not null
            && (method.Module!.Contains("/shared/Microsoft.", StringComparison.Ordinal)
                || ((file.StartsWith("System.", StringComparison.Ordinal) || file.StartsWith("Microsoft.", StringComparison.Ordinal))
                    && method.Module.StartsWith(folder, StringComparison.Ordinal)));
        return new Frame(CSharpMethodName.Short(method.Type, isFramework ? PublicNames.Of(method.Name) : method.Name))
        {
            Namespace = CSharpTypeName.NamespaceOf(method.Type),
            Module = file,
            IsFramework = isFramework,
        };
    }
}
