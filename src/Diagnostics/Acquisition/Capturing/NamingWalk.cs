using Microsoft.Diagnostics.Runtime;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>A second walk for the objects that became of interest during the first: who holds them, and nothing else.</summary>
internal sealed class NamingWalk(FieldNames fields) : IHeapVisitor
{
    public static void Run(ClrRuntime runtime, FieldNames fields, IEnumerable<ulong> addresses, CancellationToken cancellation)
    {
        var wanted = new AddressSet();
        foreach (var address in addresses)
        {
            wanted.Add(address);
        }

        if (!wanted.IsEmpty)
        {
            new HeapWalk(runtime.Heap, runtime.DataTarget.DataReader, new NamingWalk(fields), wanted).Run(cancellation);
        }
    }

    public IHeapInterest? InterestIn(ClrType type) => null;

    public void VisitReference(ulong slot, ulong value, ulong owner, ClrType ownerType) => fields.VisitReference(slot, value, owner, ownerType);
}
