using Unravel.Diagnostics.Acquisition.Freezing;

namespace Unravel.Diagnostics.LiveTests.BadLuck;

/// <summary>A debugger, as far as the kernel can tell: this process traces another one and does nothing with it.</summary>
internal sealed class OtherTracer : IDisposable
{
    private readonly ManualResetEventSlim _end = new();
    private readonly TaskCompletionSource<nint> _seized = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _thread;

    private OtherTracer(int processId)
    {
        // Tracing belongs to a thread: what it traces goes on without a tracer when it ends.
        _thread = new Thread(() =>
        {
            _seized.SetResult(LibC.Ptrace(LibC.PtraceSeize, processId, 0, 0));
            _end.Wait();
        })
        { Name = "debugger", IsBackground = true };
        _thread.Start();
    }

    public static async Task<OtherTracer> SeizeAsync(int processId)
    {
        var tracer = new OtherTracer(processId);
        Assert.Equal(0, await tracer._seized.Task);
        return tracer;
    }

    public void Dispose()
    {
        _end.Set();
        _thread.Join();
        _end.Dispose();
    }
}
