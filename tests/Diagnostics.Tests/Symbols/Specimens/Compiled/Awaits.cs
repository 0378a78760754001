using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace Unravel.Diagnostics.Tests.Symbols.Specimens.Compiled;

// Compiled by Specimens.targets in several forms. A mark at the end of a line says: here this method stands in these states.
public static class Awaits
{
    public static async Task Simple()
    {
        await Task.Yield(); //@ Simple 0
    }

    public static async Task Several(int count)
    {
        await Task.Delay(1); //@ Several 0
        var delay = count * 2;
        if (delay > 4)
        {
            await Task.Delay(delay).ConfigureAwait(false); //@ Several 1
        }

        Console.WriteLine(
            "on several lines");
        await Task.Delay(3); //@ Several 2
    }

    public static async Task<int> Loop(int count)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
        {
            sum += i;
            sum += await Task.FromResult(i); //@ Loop 0
        }

        while (await More(sum)) //@ Loop 1
        {
            sum--;
        }

        return sum;
    }

    public static async Task Guarded()
    {
        try
        {
            await Task.Delay(1); //@ Guarded 0
        }
        catch (IOException)
        {
            await Task.Delay(2); //@ Guarded 1
        }
        finally
        {
            await Task.Delay(3); //@ Guarded 2
        }
    }

    public static async Task<int> Together(int start) =>
        await Task.FromResult(start) + await Task.FromResult(2); //@ Together 0 1

    public static async Task<T> Generic<T>(T value)
    {
        await Task.Yield(); //@ Generic 0
        return await Task.FromResult(value); //@ Generic 1
    }

    public static async Task Resources()
    {
        await using (new MemoryStream())
        {
            await Task.Yield(); //@ Resources 0
        } //@ Resources 1
    }

    public static async IAsyncEnumerable<int> Items()
    {
        await Task.Yield(); //@ Items 0
        yield return 1;
        await Task.Delay(1); //@ Items 1
        yield return 2;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public static async ValueTask Pooled()
    {
        await Task.Yield(); //@ Pooled 0
    }

    public static async void Forgotten()
    {
        await Task.Yield(); //@ Forgotten 0
    }

    public static async Task Many()
    {
        await Task.Delay(0); //@ Many 0
        await Task.Delay(1); //@ Many 1
        await Task.Delay(2); //@ Many 2
        await Task.Delay(3); //@ Many 3
        await Task.Delay(4); //@ Many 4
        await Task.Delay(5); //@ Many 5
        await Task.Delay(6); //@ Many 6
        await Task.Delay(7); //@ Many 7
        await Task.Delay(8); //@ Many 8
        await Task.Delay(9); //@ Many 9
        await Task.Delay(10); //@ Many 10
    }

    public static int Plain(int value)
    {
        var twice = value * 2; //@ Plain 0
        return twice + 1;
    }

#if OTHER
    public static void Other() => Console.WriteLine();
#endif

    private static Task<bool> More(int sum) => Task.FromResult(sum > 10);
}

public class Holder<T>
{
    public async Task Nested(T value)
    {
        await Task.Yield(); //@ Nested 0
        Console.WriteLine(value);
    }
}
