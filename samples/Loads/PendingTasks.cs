namespace Unravel.Samples.Loads;

/// <summary>State machines that wait for a signal that does not come, in chains of five.</summary>
internal static class PendingTasks
{
    private const int Chain = 5;

    public static object Start(int count)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tops = new Task[count / Chain];
        for (var i = 0; i < tops.Length; i++)
        {
            tops[i] = FirstAsync(signal.Task);
        }

        GC.Collect();
        return tops;
    }

    private static async Task FirstAsync(Task signal) => await SecondAsync(signal);

    private static async Task SecondAsync(Task signal) => await ThirdAsync(signal);

    private static async Task ThirdAsync(Task signal) => await FourthAsync(signal);

    private static async Task FourthAsync(Task signal) => await FifthAsync(signal);

    private static async Task FifthAsync(Task signal) => await signal;
}
