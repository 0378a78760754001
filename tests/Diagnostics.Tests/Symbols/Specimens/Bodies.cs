namespace Unravel.Diagnostics.Tests.Symbols.Specimens;

#pragma warning disable CA1822, CA1052 // instance members and an instance are what is wanted here

/// <summary>One member for each kind of body that the compiler moves elsewhere; each gives its own name.</summary>
internal sealed class Bodies
{
    public static string Plain() => Here.Name();

    public string Instance() => Here.Name();

    public static string Generic<T, TOther>() => Here.Name();

    public static async Task<string> Async()
    {
        await Task.Yield();
        return Here.Name();
    }

    public static async Task<string> AsyncGeneric<T>()
    {
        await Task.Yield();
        return Here.Name();
    }

    public static string Lambda() => new Func<string>(() => Here.Name())();

    public static string NestedLambda(string suffix)
    {
        Func<string> outer = () =>
        {
            Func<string> inner = () => Here.Name() + suffix;
            return inner();
        };
        return outer();
    }

    public static string GenericLambda<T>(T value) => new Func<string>(() => value is null ? "" : Here.Name())();

    public static string Local()
    {
        return Inner();

        static string Inner() => Here.Name();
    }

    public static string LocalInLambda()
    {
        return new Func<string>(() =>
        {
            return Inner<int>();

            static string Inner<T>() => Here.Name();
        })();
    }

    public static async Task<string> AsyncLambda()
    {
        Func<Task<string>> body = async () =>
        {
            await Task.Yield();
            return Here.Name();
        };
        return await body();
    }

    public static async Task<string> AsyncLocal<T>(T value)
    {
        return await Inner(value);

        static async Task<string> Inner(T item)
        {
            await Task.Yield();
            return Here.Name() + (item is null ? "?" : "");
        }
    }

    public static async Task<string> AsyncGenericLocal()
    {
        return await Inner<int>();

        static async Task<string> Inner<T>()
        {
            await Task.Yield();
            return Here.Name();
        }
    }

    public static IEnumerable<string> Iterator()
    {
        yield return Here.Name();
    }

    public static async IAsyncEnumerable<string> AsyncIterator()
    {
        await Task.Yield();
        yield return Here.Name();
    }
}
