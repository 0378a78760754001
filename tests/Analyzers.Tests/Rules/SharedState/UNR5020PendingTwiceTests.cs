using Verify = Unravel.Analyzers.Tests.Verifying.Verify<
    Unravel.Analyzers.Rules.SharedState.UNR5020PendingTwiceAnalyzer,
    Microsoft.CodeAnalysis.Testing.EmptyCodeFixProvider>;

namespace Unravel.Analyzers.Tests.Rules.SharedState;

/// <summary>Two operations at once on objects that allow one.</summary>
public sealed class UNR5020PendingTwiceTests
{
    private static string Type(string body) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Data.Common;
        using System.IO;
        using System.Linq;
        using System.Net.Sockets;
        using System.Net.WebSockets;
        using System.Threading;
        using System.Threading.Tasks;
        using Microsoft.EntityFrameworkCore;

        namespace Microsoft.EntityFrameworkCore
        {
            public class DbContext { public Task<int> SaveChangesAsync() => null!; public Set<T> Set<T>() => null!; }
            public class Set<T> { }
            public static class Queries { public static Task<List<T>> ToListAsync<T>(this Set<T> set) => null!; }
        }

        class Shop : DbContext { public Set<int> Orders { get; } = null!; public Set<string> Names { get; } = null!; }

        class C
        {
            readonly Shop _shop = new();
            async Task M(Shop a, Shop b, NetworkStream net, WebSocket socket, DbCommand command, IAsyncEnumerator<int> items, MemoryStream memory, byte[] data)
            {
                await Task.Yield();
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("await Task.WhenAll(a.Orders.ToListAsync(), [|a.Names.ToListAsync()|]);")]
    [InlineData("await Task.WhenAll(_shop.Orders.ToListAsync(), [|_shop.SaveChangesAsync()|]);")]
    [InlineData("await Task.WhenAll(new Task[] { a.Set<int>().ToListAsync(), [|a.SaveChangesAsync()|] });")]
    [InlineData("var x = a.Orders.ToListAsync(); var y = [|a.Names.ToListAsync()|]; await x; await y;")]
    [InlineData("var x = net.ReadAsync(data, 0, 1); var y = [|net.ReadAsync(data, 1, 1)|]; await x; await y;")]
    [InlineData("await Task.WhenAll(socket.SendAsync(data, 0, true, default), [|socket.SendAsync(data, 0, true, default)|]);")]
    [InlineData("var x = items.MoveNextAsync().AsTask(); var y = [|items.MoveNextAsync()|].AsTask(); await x; await y;")]
    [InlineData("await Task.WhenAll(command.ExecuteNonQueryAsync(), [|command.ExecuteScalarAsync()|]);")]
    public Task TwoOnOneObject_AreReported(string body) => Verify.Analyzer(Type(body));

    [Theory]
    [InlineData("await Task.WhenAll(a.Orders.ToListAsync(), b.Names.ToListAsync());")]
    [InlineData("await a.Orders.ToListAsync(); await a.Names.ToListAsync();")]
    [InlineData("var x = await a.Orders.ToListAsync(); var y = await a.Names.ToListAsync();")]
    [InlineData("var x = a.Orders.ToListAsync(); await x; var y = a.Names.ToListAsync(); await y;")]
    [InlineData("var x = net.ReadAsync(data, 0, 1); var y = net.WriteAsync(data, 0, 1); await x; await y;")] // both directions at once
    [InlineData("await Task.WhenAll(socket.SendAsync(data, 0, true, default), socket.ReceiveAsync(data, default));")]
    [InlineData("await Task.WhenAll(memory.ReadAsync(data, 0, 1), memory.ReadAsync(data, 0, 1));")]
    [InlineData("await Task.WhenAll(new Shop().SaveChangesAsync(), new Shop().SaveChangesAsync());")]
    [InlineData("var x = a.Orders.ToListAsync(); a = b; var y = a.Names.ToListAsync(); await x; await y;")]
    public Task OneAfterTheOtherOrTwoObjects_AreSilent(string body) => Verify.Analyzer(Type(body));
}
