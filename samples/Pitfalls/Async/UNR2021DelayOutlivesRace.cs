namespace Unravel.Samples.Pitfalls.Async;

/// <summary>Each call that answers in a millisecond leaves a timer of half a minute behind.</summary>
public sealed class UNR2021DelayOutlivesRace
{
    public async Task<string> AskAsync(Task<string> answer)
    {
        if (await Task.WhenAny(answer, Task.Delay(TimeSpan.FromSeconds(30))) != answer) // UNR2021
        {
            throw new TimeoutException();
        }

        return await answer;
    }
}

/// <summary>The limit ends with the answer.</summary>
public sealed class UNR2021DelayOutlivesRaceRepaired
{
    public async Task<string> AskAsync(Task<string> answer) => await answer.WaitAsync(TimeSpan.FromSeconds(30));
}
