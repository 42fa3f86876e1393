import { describe, expect, it } from "vitest";
import { addressDetectors } from "../../../src/inspect/detectors/addresses.ts";
import { createTwin } from "../../laws/twin.ts";
import { feed } from "../../oracle/lane.ts";

const redacted = (text: string): string => {
  const profile = new Uint8Array(addressDetectors.length).fill(2);
  const bytes = Buffer.from(text);
  const { segments } = feed(createTwin(addressDetectors)(), [bytes], profile);
  return segments.map((one) => (one.kind === "text" ? bytes.subarray(one.start, one.end).toString() : "#")).join("");
};

describe("the addresses at the head of source files", () => {
  it.each([
    "Foundation, Inc., 51 Franklin Street, Fifth Floor, Boston, MA 02110-1301 USA.",
    "# Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA\n# 02110-1301  USA",
    "51 Franklin Street - Fifth Floor, Boston, MA 02110-1301, USA.",
    " * Foundation, Inc., 59 Temple Place, Suite 330,\n * Boston, MA  02111-1307  USA",
    "Foundation, Inc., 59 Temple Place - Suite 330, Boston, MA 02111-1307, USA",
  ])("are left alone in %j", (text) => {
    expect(redacted(text)).toBe(text);
  });

  it("leave others found", () => {
    expect(redacted("at 51 Franklin Street, Springfield, IL 62704.")).toBe("at #.");
    expect(redacted("59 Temple Place, Hartford, CT 06103 and 51 Franklin Street.")).toBe("# and #.");
  });
});
