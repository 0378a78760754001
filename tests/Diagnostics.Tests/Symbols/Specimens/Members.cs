namespace Unravel.Diagnostics.Tests.Symbols.Specimens;

#pragma warning disable CA1822, CA2225, CA1065, CA1000 // every kind of member, whether or not it is a good one

internal interface IAct<T>
{
    string Value { get; }

    string Act();

    Task<string> ActAsync();

    string ActLater();
}

/// <summary>Members that are no ordinary methods; each gives its own name.</summary>
internal sealed class Members : IAct<int>
{
    public static readonly string Static = Here.Name();
    public readonly string Made;
    private readonly List<string> _seen = [];

    public Members() => Made = Here.Name();

    public string Property
    {
        get => Here.Name();
        set => _seen.Add(Here.Name());
    }

    public event Action Changed
    {
        add => _seen.Add(Here.Name());
        remove => _seen.Add(Here.Name());
    }

    public string Written
    {
        get
        {
            Property = "";
            return _seen[^1];
        }
    }

    public string Subscribed
    {
        get
        {
            Changed += () => { };
            return _seen[^1];
        }
    }

    public string Unsubscribed
    {
        get
        {
            Changed -= () => { };
            return _seen[^1];
        }
    }

    string IAct<int>.Value => Here.Name();

    public string this[int index] => Here.Name();

    public static string operator +(Members left, Members right) => Here.Name();

    public static explicit operator string(Members value) => Here.Name();

    string IAct<int>.Act() => Here.Name();

    async Task<string> IAct<int>.ActAsync()
    {
        await Task.Yield();
        return Here.Name();
    }

    string IAct<int>.ActLater() => new Func<string>(() => Here.Name())();
}

internal sealed class Outer<T>
{
    public string Plain() => Here.Name();

    public string Lambda(T value) => new Func<string>(() => value is null ? "" : Here.Name())();

    public async Task<string> AsyncLambda(T value)
    {
        Func<Task<string>> body = async () =>
        {
            await Task.Yield();
            return value is null ? "" : Here.Name();
        };
        return await body();
    }

    internal sealed class Inner<TOther>
    {
        public string Generic<TThird>() => Here.Name();

        public async Task<string> Async<TThird>()
        {
            await Task.Yield();
            return Here.Name();
        }
    }
}
