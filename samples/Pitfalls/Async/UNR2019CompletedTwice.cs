namespace Unravel.Samples.Pitfalls.Async;

/// <summary>When the log throws, the handler completes a source that is complete, and throws in turn.</summary>
public sealed class UNR2019CompletedTwice(TaskCompletionSource<int> answer, TextWriter log)
{
    public void OnAnswer(int value)
    {
        try
        {
            answer.SetResult(value);
            log.WriteLine(value);
        }
        catch (IOException e)
        {
            answer.SetException(e); // UNR2019
        }
    }
}

/// <summary>The handler only completes what is not complete.</summary>
public sealed class UNR2019CompletedTwiceRepaired(TaskCompletionSource<int> answer, TextWriter log)
{
    public void OnAnswer(int value)
    {
        try
        {
            answer.SetResult(value);
            log.WriteLine(value);
        }
        catch (IOException e)
        {
            answer.TrySetException(e);
        }
    }
}
