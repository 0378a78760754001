namespace Unravel.Samples.Pitfalls.Async;

/// <summary>The order is logged without its user: what an async method sets is undone when it returns.</summary>
public sealed class UNR2029AmbientSetTooDeep
{
    private static readonly AsyncLocal<string?> s_user = new();

    public async Task HandleAsync(Task<string> signIn)
    {
        await SignInAsync(signIn);
        Console.WriteLine($"order of {s_user.Value}");
    }

    private static async Task SignInAsync(Task<string> signIn)
    {
        var user = await signIn;
        s_user.Value = user; // UNR2029
    }
}

/// <summary>The method that wants the value sets it, and all that it calls sees it.</summary>
public sealed class UNR2029AmbientSetTooDeepRepaired
{
    private static readonly AsyncLocal<string?> s_user = new();

    public async Task HandleAsync(Task<string> signIn)
    {
        s_user.Value = await signIn;
        Console.WriteLine($"order of {s_user.Value}");
    }
}
