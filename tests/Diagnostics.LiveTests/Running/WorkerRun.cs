using System.Diagnostics;
using Unravel.Diagnostics.Acquisition.Working;
using Unravel.Diagnostics.Launching;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.LiveTests.Running;

/// <summary>The real worker, asked by a test: the snapshot itself, where the printed report is too coarse.</summary>
internal static class WorkerRun
{
    public static async Task<ProcessSnapshot> LookAsync(int processId, CancellationToken cancellation, bool bySystem = false)
    {
        var start = new ProcessStartInfo(DotNetHost.Find(), [Path.Combine(AppContext.BaseDirectory, "Unravel.Diagnostics.dll"), Worker.Verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var worker = Process.Start(start)!;
        try
        {
            var request = new WorkerRequest { Target = new TargetInfo { ProcessId = processId, Name = "target" }, MaxPause = TimeSpan.FromSeconds(20), BySystem = bySystem };
            WorkerMessages.Write(worker.StandardInput.BaseStream, request);
            var answer = await Task.Run(() => WorkerMessages.ReadAnswer(worker.StandardOutput.BaseStream), cancellation).WaitAsync(cancellation);
            Assert.Null(answer?.Failure);
            return answer!.Snapshot!;
        }
        finally
        {
            worker.Kill();
            await worker.WaitForExitAsync(CancellationToken.None);
        }
    }
}
